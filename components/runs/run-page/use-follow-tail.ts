'use client'

import { type RefObject, useState } from 'react'

/** Rounding and a line that has just grown must not count as scrolled up. */
const NEAR_END_PX = 24

/**
 * Following the end of a list that grows: scrolling up pauses it, reaching the end goes on. Only the reader's own
 * scrolling decides, so wrapping lines or filtering changes nothing.
 */
export function useFollowTail(scroller: RefObject<HTMLElement | null>) {
  const [isFollowing, setFollowing] = useState(true)
  return {
    isFollowing,
    setFollowing,
    onScroll: () => {
      const element = scroller.current
      if (!element) return
      const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END_PX
      if (isAtEnd && !isFollowing) setFollowing(true)
    },
    onWheel: (event: { deltaY: number }) => {
      if (event.deltaY < 0) setFollowing(false)
    },
    onTouchMove: () => setFollowing(false),
    /** A press on the list itself, not on a line, is a press on its scrollbar. */
    onPointerDown: (event: { target: EventTarget }) => {
      if (event.target === scroller.current) setFollowing(false)
    },
    onKeyDown: (event: { key: string }) => {
      if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) setFollowing(false)
    },
  }
}
