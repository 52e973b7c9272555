'use client'

import { X } from 'lucide-react'

/** One part of the filter: "status Failed, Crashed ×". */
export function FilterPill({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-7 max-w-full items-center overflow-hidden rounded-md border border-line bg-panel text-12">
      <span className="shrink-0 pl-2 text-muted">{name}</span>
      <span className="min-w-0 max-w-64 truncate px-1.5 font-medium" title={value.slice(0, 1_000)}>
        <bdi>{value}</bdi>
      </span>
      <button
        type="button"
        aria-label={`Remove the filter ${name} ${value.slice(0, 80)}`}
        className="flex h-full w-6 shrink-0 items-center justify-center text-muted hover:bg-raised hover:text-text"
        onClick={onRemove}
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </span>
  )
}
