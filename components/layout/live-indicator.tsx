'use client'

import { useEffect, useRef } from 'react'
import { classNames } from '@/components/ui/class-names'
import { Tooltip } from '@/components/ui/tooltip'
import { useAnnounce } from './announcer'
import { type LiveStatus, useLiveState } from './live-state'
import { liveText } from './live-text'
import { useNow } from './use-now'

const LOOKS: Record<LiveStatus, { dot: string; meaning: string }> = {
  live: { dot: 'bg-good', meaning: 'Changes appear as they happen.' },
  reconnecting: { dot: 'bg-warn animate-pulse', meaning: 'The stream of changes is lost. What you see may be old.' },
  polling: { dot: 'bg-busy', meaning: 'There is no stream of changes; the page asks every few seconds.' },
  paused: { dot: 'bg-neutral', meaning: 'You paused the updates of this page.' },
}

/** What the page in front says about its freshness. Shows nothing on a page that has nothing live. */
export function LiveIndicator() {
  const state = useLiveState()
  const now = useNow(state !== null)
  useAnnounceLost(state?.status)
  if (!state) return null
  const { dot, meaning } = LOOKS[state.status]
  return (
    <Tooltip content={meaning} side="bottom">
      <button type="button" className="flex h-8 items-center gap-2 rounded-md px-1.5 text-12 text-muted tabular-nums">
        <span aria-hidden className={classNames('size-2 shrink-0 rounded-full', dot)} />
        <span suppressHydrationWarning>{liveText(state, now)}</span>
      </button>
    </Tooltip>
  )
}

/** Losing the stream and getting it back is said aloud; the seconds in between are not. */
function useAnnounceLost(status: LiveStatus | undefined): void {
  const announce = useAnnounce()
  const before = useRef(status)
  useEffect(() => {
    if (status === 'reconnecting') announce('Live updates are interrupted')
    if (status === 'live' && before.current === 'reconnecting') announce('Live updates are back')
    before.current = status
  }, [status, announce])
}
