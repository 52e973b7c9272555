/** Percent of the width for the timeline: neither pane may become too narrow to read. */
export const NARROWEST = 30
export const WIDEST = 75
export const USUAL_SPLIT = 58

const STEP = 4

export function clampSplit(percent: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, percent)))
}

/** Where a key moves the divider; null for keys that mean nothing to it. */
export function nextSplit(percent: number, key: string): number | null {
  if (key === 'ArrowLeft') return clampSplit(percent - STEP)
  if (key === 'ArrowRight') return clampSplit(percent + STEP)
  if (key === 'Home') return NARROWEST
  if (key === 'End') return WIDEST
  return key === 'Enter' ? USUAL_SPLIT : null
}

/** What a cookie remembers; null when it remembers nothing that can be read. */
export function parseSplit(cookie: string | undefined): number | null {
  return cookie !== undefined && /^\d{1,3}$/.test(cookie) ? clampSplit(Number(cookie)) : null
}
