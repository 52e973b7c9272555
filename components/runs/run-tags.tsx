'use client'

import { Badge } from '@/components/ui/badge'

const SHOWN = 2

/** The first tags and how many more there are; a tag of any length stays inside its cell. */
export function RunTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  const more = tags.length - SHOWN
  return (
    <span className="flex min-w-0 grow items-center gap-1" title={tags.join('\n').slice(0, 1_000)}>
      {tags.slice(0, SHOWN).map((tag, index) => (
        <Badge key={tag} className={index === 0 ? 'max-w-3/4 shrink-0' : 'min-w-0 shrink'}>
          <bdi className="truncate">{tag.slice(0, 200)}</bdi>
        </Badge>
      ))}
      {more > 0 && <span className="shrink-0 text-12 text-muted">+{more}</span>}
    </span>
  )
}
