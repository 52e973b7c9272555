'use client'

import type { ComponentProps } from 'react'
import { Button } from './button'
import { Tooltip } from './tooltip'

type IconButtonProps = Omit<ComponentProps<typeof Button>, 'aria-label'> & {
  /** Said by screen readers and shown as the tooltip. */
  label: string
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string
}

export function IconButton({ label, shortcut, variant = 'ghost', size = 'icon', ...props }: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button variant={variant} size={size} aria-label={label} {...props} />
    </Tooltip>
  )
}
