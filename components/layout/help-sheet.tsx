'use client'

import { useSyncExternalStore } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { KeyCaps } from './key-caps'
import { keyLabels } from './key-labels'
import { shortcutRegistry } from './page-shortcuts'
import type { Shortcut } from './shortcut-registry'

const NONE: readonly Shortcut[] = []

/** Every key that works on this page right now. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useSyncExternalStore(shortcutRegistry.subscribe, shortcutRegistry.list, () => NONE)
  const groups = byGroup(shortcuts)
  return (
    <Dialog title="Keys" description="No key acts while you type." open={open} onOpenChange={onOpenChange}>
      <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
        {[...groups].map(([group, entries]) => (
          <section key={group}>
            <h3 className="mb-1 font-medium text-12 text-muted">{group}</h3>
            <dl>
              {entries.map(({ keys, description }) => (
                <div key={keys} className="flex min-h-8 items-center justify-between gap-4">
                  <dt className="text-13">{description}</dt>
                  <dd>
                    <KeyCaps labels={keyLabels(keys)} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

/** A key that has two owners is listed once, with the words of the one that acts. */
function byGroup(shortcuts: readonly Shortcut[]): Map<string, Shortcut[]> {
  const acting = new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut]))
  const groups = new Map<string, Shortcut[]>()
  for (const shortcut of acting.values()) groups.set(shortcut.group, [...(groups.get(shortcut.group) ?? []), shortcut])
  return groups
}
