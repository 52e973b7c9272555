'use client'

import { Search } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { KeyCaps } from './key-caps'
import { keyLabels } from './key-labels'

const never = () => () => {}
const here = () => keyLabels('mod+k').join(' ')
const onServer = () => 'Ctrl K'

export function SearchButton({ onOpen }: { onOpen: () => void }) {
  const caps = useSyncExternalStore(never, here, onServer)
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-8 min-w-0 max-w-[440px] grow items-center gap-2 rounded-md border border-line bg-panel px-2.5 text-13 text-muted hover:border-line-strong"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="truncate">
        Search<span className="max-sm:hidden">, or paste a run id</span>
      </span>
      <span aria-hidden className="ml-auto max-sm:hidden">
        <KeyCaps labels={caps.split(' ')} />
      </span>
    </button>
  )
}
