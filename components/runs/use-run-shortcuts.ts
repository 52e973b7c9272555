'use client'

import { Pause, Play } from 'lucide-react'
import { useCommand } from '@/components/layout/use-command'
import { useShortcut } from '@/components/layout/use-shortcut'
import type { RunCursor } from './use-run-cursor'
import type { RunSelection } from './use-run-selection'

interface RunShortcutsOptions {
  cursor: RunCursor
  selection: RunSelection
  paused: boolean
  togglePaused: () => void
  /** Undefined where the person may not do it. */
  cancel: (() => void) | undefined
  replay: (() => void) | undefined
}

const GROUP = 'Runs'

/** The keys of the list, and what it adds to the command palette. Enter acts only on a row that has the focus itself, so buttons and links keep theirs. */
export function useRunShortcuts({
  cursor,
  selection,
  paused,
  togglePaused,
  cancel,
  replay,
}: RunShortcutsOptions): void {
  const { activeId } = cursor
  useShortcut('j', () => cursor.move(1), { description: 'Next run', group: GROUP })
  useShortcut('k', () => cursor.move(-1), { description: 'Previous run', group: GROUP })
  useShortcut('Enter', () => activeId && cursor.open(activeId, false), {
    description: 'Open the run',
    group: GROUP,
    enabled: cursor.onRow,
  })
  useShortcut('x', (event) => activeId && selection.toggle(activeId, event.shiftKey), {
    description: 'Select the run (with Shift: all since the last)',
    group: GROUP,
  })
  useShortcut('Escape', () => (selection.ids.size > 0 ? selection.clear() : cursor.clear()), {
    description: 'Clear the selection',
    group: GROUP,
    enabled: selection.ids.size > 0 || activeId !== null,
  })
  useShortcut('c', () => cancel?.(), { description: 'Cancel', group: GROUP, enabled: cancel !== undefined })
  useShortcut('r', () => replay?.(), { description: 'Replay', group: GROUP, enabled: replay !== undefined })
  const pauseLabel = paused ? 'Resume live updates' : 'Pause live updates'
  useShortcut('.', togglePaused, { description: pauseLabel, group: GROUP })
  useCommand({ id: 'pause', label: pauseLabel, icon: paused ? Play : Pause, keys: '.', run: togglePaused })
}
