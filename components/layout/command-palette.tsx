'use client'

import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { ArrowRight, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useSyncExternalStore } from 'react'
import { popupItemStyle } from '@/components/ui/popup-style'
import { routes } from '@/lib/routes'
import { runIdIn } from '@/lib/run-id-in'
import { commandRegistry } from './command-registry'
import type { Command } from './commands'
import { KeyCaps } from './key-caps'
import { keyLabels } from './key-labels'
import { useShellCommands } from './use-shell-commands'

type CommandPaletteProps = { environment: string; open: boolean; onOpenChange: (open: boolean) => void }
const NONE: readonly Command[] = []

type CommandGroup = { value: string; items: Command[] }

/** Every page and every action by name, and any run by its id. */
export function CommandPalette({ environment, open, onOpenChange }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center px-2 pt-[12vh] pb-4">
          <Dialog.Popup
            aria-label="Search and commands"
            className="flex max-h-full w-full max-w-[560px] flex-col overflow-hidden rounded-lg border border-line bg-panel text-text shadow-popover outline-none"
          >
            <PaletteBody environment={environment} onDone={() => onOpenChange(false)} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** A component of its own, so that what was typed is forgotten when the palette closes. */
function PaletteBody({ environment, onDone }: { environment: string; onDone: () => void }) {
  const [typed, setTyped] = useState('')
  const groups = useGroups(environment, typed)
  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(command: Command) => `${command.label} ${command.keywords ?? ''}`}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-2 border-line border-b px-3">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <Autocomplete.Input
          aria-label="Search pages and actions, or paste a run id"
          placeholder="Search pages and actions, or paste a run id"
          className="h-12 w-full bg-transparent text-14 outline-none placeholder:text-faint"
        />
        <Dialog.Close className="sr-only">Close</Dialog.Close>
      </div>
      <Autocomplete.Empty className="not-empty:px-4 not-empty:py-6 text-13 text-muted">
        Nothing is called that. A run id looks like run_ followed by letters and digits.
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain not-empty:p-1.5">
        {(group: CommandGroup) => <PaletteGroup key={group.value} group={group} onDone={onDone} />}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

function PaletteGroup({ group, onDone }: { group: CommandGroup; onDone: () => void }) {
  return (
    <Autocomplete.Group items={group.items} className="not-last:mb-1.5">
      <Autocomplete.GroupLabel className="px-2 py-1 text-11 text-faint">{group.value}</Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.id}
            value={command}
            className={`${popupItemStyle} min-h-9 text-13`}
            onClick={() => {
              onDone()
              command.run()
            }}
          >
            <command.icon aria-hidden className="text-muted" />
            <span className="truncate">{command.label}</span>
            {command.keys && (
              <span className="ml-auto">
                <KeyCaps labels={keyLabels(command.keys)} />
              </span>
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}

function useGroups(environment: string, typed: string): CommandGroup[] {
  const router = useRouter()
  const ofPage = useSyncExternalStore(commandRegistry.subscribe, commandRegistry.list, () => NONE)
  const commands = [...ofPage, ...useShellCommands(environment)]
  const runId = runIdIn(typed)
  const open: Command[] = runId
    ? [
        {
          id: runId,
          label: `Open ${runId}`,
          keywords: typed,
          group: 'Go to',
          icon: ArrowRight,
          run: () => router.push(routes.run(environment, runId)),
        },
      ]
    : []
  const groups: CommandGroup[] = [
    { value: 'Run', items: open },
    ...(['Go to', 'Do', 'Look'] as const).map((value) => ({
      value,
      items: commands.filter(({ group }) => group === value),
    })),
  ]
  return groups.filter(({ items }) => items.length > 0)
}
