'use client'

import { cloneElement, type ReactElement, type ReactNode, useEffect, useId } from 'react'
import { type Hint, tooltipRegistry } from './tooltip-registry'

type TooltipProps = {
  content: ReactNode
  shortcut?: string
  side?: Hint['side']
  /** The element that the tooltip explains. It passes unknown attributes on to its DOM element. */
  children: ReactElement<{ 'data-tooltip'?: string }>
}

/**
 * A hint for something that already has a name: never the only place of a piece of information. It costs an attribute;
 * TooltipProvider listens for all of them.
 */
export function Tooltip({ content, shortcut, side = 'top', children }: TooltipProps) {
  const id = useId()
  useEffect(() => tooltipRegistry.register(id, { content, shortcut, side }), [id, content, shortcut, side])
  useEffect(() => () => tooltipRegistry.forget(id), [id])
  return cloneElement(children, { 'data-tooltip': id })
}
