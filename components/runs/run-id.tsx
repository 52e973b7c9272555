'use client'

import { Check } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { copyText } from '@/components/ui/copy-text'
import { shortId } from '@/lib/format/short-id'

/** The id in mono; a click copies all of it. `full` shows every character. */
export function RunId({ id, full = false, className }: { id: string; full?: boolean; className?: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1_500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      title={copied ? 'Copied' : `Copy ${id}`}
      aria-label={copied ? 'Run id copied' : `Copy run id ${id}`}
      className={classNames(
        'inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm font-mono text-12 text-muted hover:text-text',
        className,
      )}
      onClick={async (event) => {
        event.stopPropagation()
        await copyText(id)
        setCopied(true)
      }}
    >
      <span className="truncate">{full ? id : shortId(id)}</span>
      {copied && <Check aria-hidden className="size-3 shrink-0 text-good" />}
    </button>
  )
}
