'use client'

import { CalendarClock, FileUp, SquareCode } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Input } from '@/components/ui/input'
import type { Task } from '@/lib/tasks/task'

interface TaskPickerProps {
  tasks: readonly Task[]
  chosen: Task | null
  onChoose: (task: Task) => void
}

/** A searchable list box: arrows move and choose, as in any list of a desktop program. */
export function TaskPicker({ tasks, chosen, onChoose }: TaskPickerProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const words = text.trim().toLowerCase()
  const found = tasks.filter((task) => `${task.id} ${task.filePath ?? ''}`.toLowerCase().includes(words))
  const optionId = (task: Task) => `${id}-${tasks.indexOf(task)}`

  const move = (step: 1 | -1) => {
    const at = found.findIndex((task) => task.id === chosen?.id)
    const next = found[at === -1 ? 0 : at + step]
    if (!next) return
    onChoose(next)
    list.current?.querySelector(`[id="${optionId(next)}"]`)?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    move(event.key === 'ArrowDown' ? 1 : -1)
  }

  return (
    <div className="flex min-h-0 flex-col gap-2">
      <Input
        role="combobox"
        autoFocus
        aria-label="Search tasks"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen && found.includes(chosen) ? optionId(chosen) : undefined}
        placeholder="Search tasks"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label="Tasks"
        className="max-h-40 overflow-y-auto rounded-md border p-1 sm:max-h-[420px]"
      >
        {found.length === 0 && <p className="px-2 py-1.5 text-13 text-muted">No task matches</p>}
        {found.map((task) => (
          <TaskOption
            key={task.id}
            id={optionId(task)}
            task={task}
            chosen={task.id === chosen?.id}
            onChoose={() => onChoose(task)}
          />
        ))}
      </div>
    </div>
  )
}

interface TaskOptionProps {
  id: string
  task: Task
  chosen: boolean
  onChoose: () => void
}

function TaskOption({ id, task, chosen, onChoose }: TaskOptionProps) {
  const Icon = task.takesUpload ? FileUp : task.scheduled ? CalendarClock : SquareCode
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      title={task.filePath}
      className={classNames(
        'flex min-h-7 cursor-default items-center gap-2 rounded-sm px-2 text-13',
        chosen ? 'bg-accent-soft font-medium text-accent' : 'hover:bg-raised',
      )}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => event.key === 'Enter' && onChoose()}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <bdi className="truncate">{task.id}</bdi>
    </div>
  )
}
