import type { Hint } from './tooltip-registry'

type Size = { width: number; height: number }
type Box = { left: number; top: number; right: number; bottom: number }

const GAP = 6
/** How close to the edge of the window a tooltip may come. */
const MARGIN = 4

const OPPOSITE = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const

/** Where a tooltip goes: on the wanted side if there is room, else on the other, and always inside the window. */
export function placeTooltip(
  wanted: Hint['side'],
  target: Box,
  popup: Size,
  page: Size,
): { left: number; top: number } {
  const room = {
    top: target.top - popup.height - GAP,
    bottom: page.height - target.bottom - popup.height - GAP,
    left: target.left - popup.width - GAP,
    right: page.width - target.right - popup.width - GAP,
  }
  const side = room[wanted] >= MARGIN || room[OPPOSITE[wanted]] <= room[wanted] ? wanted : OPPOSITE[wanted]
  const middleX = (target.left + target.right - popup.width) / 2
  const middleY = (target.top + target.bottom - popup.height) / 2
  const place = {
    top: { left: middleX, top: target.top - GAP - popup.height },
    bottom: { left: middleX, top: target.bottom + GAP },
    left: { left: target.left - GAP - popup.width, top: middleY },
    right: { left: target.right + GAP, top: middleY },
  }[side]
  return {
    left: within(place.left, page.width - popup.width - MARGIN),
    top: within(place.top, page.height - popup.height - MARGIN),
  }
}

const within = (value: number, most: number) => Math.round(Math.max(MARGIN, Math.min(value, most)))
