'use client'

import {
  ChevronsDownUp,
  ChevronsUpDown,
  CircleAlert,
  FoldHorizontal,
  SlidersHorizontal,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuCheckboxItem } from '@/components/ui/menu'
import { Tooltip } from '@/components/ui/tooltip'

type TimelineToolbarProps = {
  errorCount: number
  isIdleHidden: boolean
  /** False when the run has no idle time worth hiding. */
  canHideIdle: boolean
  showEngine: boolean
  isZoomed: boolean
  onExpandAll: () => void
  onCollapseAll: () => void
  onNextError: () => void
  onHideIdle: (hidden: boolean) => void
  onShowEngine: (shown: boolean) => void
  onZoom: (factor: number) => void
  onResetZoom: () => void
}

export function TimelineToolbar(props: TimelineToolbarProps) {
  return (
    <div
      role="toolbar"
      aria-label="Timeline"
      className="flex h-10 shrink-0 items-center gap-1 overflow-x-auto border-line border-b px-2"
    >
      <IconButton label="Expand all" shortcut="E" size="icon-sm" onClick={props.onExpandAll}>
        <ChevronsUpDown />
      </IconButton>
      <IconButton label="Collapse all" shortcut="W" size="icon-sm" onClick={props.onCollapseAll}>
        <ChevronsDownUp />
      </IconButton>
      {props.errorCount > 0 && (
        <Tooltip content="Go to the next error" shortcut="N">
          <Button variant="ghost" size="sm" className="text-bad hover:text-bad" onClick={props.onNextError}>
            <CircleAlert aria-hidden />
            {props.errorCount === 1 ? '1 error' : `${props.errorCount} errors`}
          </Button>
        </Tooltip>
      )}
      <span className="grow" />
      {(props.canHideIdle || props.isIdleHidden) && (
        <Tooltip content="Squeeze the time in which nothing but waiting happened" shortcut="I">
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={props.isIdleHidden}
            className={props.isIdleHidden ? 'bg-accent-soft text-accent' : undefined}
            onClick={() => props.onHideIdle(!props.isIdleHidden)}
          >
            <FoldHorizontal aria-hidden />
            Hide idle time
          </Button>
        </Tooltip>
      )}
      {props.isZoomed && (
        <Button variant="ghost" size="sm" onClick={props.onResetZoom}>
          Reset zoom
        </Button>
      )}
      <IconButton
        label="Zoom out"
        shortcut="−"
        size="icon-sm"
        disabled={!props.isZoomed}
        onClick={() => props.onZoom(2)}
      >
        <ZoomOut />
      </IconButton>
      <IconButton label="Zoom in" shortcut="+" size="icon-sm" onClick={() => props.onZoom(0.5)}>
        <ZoomIn />
      </IconButton>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label="Timeline options">
            <SlidersHorizontal />
          </Button>
        }
      >
        <MenuCheckboxItem checked={props.showEngine} onCheckedChange={props.onShowEngine}>
          Show notes of the platform
        </MenuCheckboxItem>
      </Menu>
    </div>
  )
}
