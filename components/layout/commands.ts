'use client'

import type { LucideIcon } from 'lucide-react'

export type Command = {
  id: string
  label: string
  group: 'Go to' | 'Do' | 'Look'
  icon: LucideIcon
  /** Words that find it although they are not in its label. */
  keywords?: string | undefined
  /** A key that does the same, shown beside it. */
  keys?: string | undefined
  run: () => void
}
