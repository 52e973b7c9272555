'use client'

import { useLiveRuns } from './use-live-runs'

/** Draws nothing; a module of its own, so that the realtime client is loaded after the page is already of use. */
export function LiveRunsFeed(props: Parameters<typeof useLiveRuns>[0]) {
  useLiveRuns(props)
  return null
}
