'use client'

import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { copyText } from './copy-text'
import { IconButton } from './icon-button'

/** `label` names what is copied: "Copy run id". */
export function CopyButton({
  text,
  label,
  icon = <Copy />,
  className,
}: {
  text: string | (() => string)
  label: string
  /** Tells two copies beside each other apart. */
  icon?: ReactNode
  className?: string
}) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      size="icon-sm"
      className={className}
      onClick={async (event) => {
        event.stopPropagation()
        await copyText(typeof text === 'function' ? text() : text)
        setCopied(true)
      }}
    >
      {copied ? <Check className="text-good" /> : icon}
    </IconButton>
  )
}
