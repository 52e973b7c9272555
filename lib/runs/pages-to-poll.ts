import { isFinished } from './run'
import type { RunPage } from './run-page'

/** The realtime feed covers runs of the last day; an hour less leaves room for clocks that differ. */
const FEED_WINDOW_MS = 23 * 3_600_000
const MOST_PAGES = 5

interface LoadedPages {
  pages: RunPage[]
  pageParams: unknown[]
}

/**
 * The cursors of the pages that must be read again: the first one for new runs, and those with unfinished runs
 * that the feed does not cover.
 */
export function pagesToPoll(
  loaded: LoadedPages | undefined,
  { connected, now }: { connected: boolean; now: Date },
): (string | null)[] {
  if (!loaded) return [null]
  const uncovered = (page: RunPage) =>
    page.runs.some(
      (run) => !isFinished(run) && !(connected && now.getTime() - run.createdAt.getTime() < FEED_WINDOW_MS),
    )
  return loaded.pages
    .flatMap((page, index) => (index === 0 || uncovered(page) ? [cursorOf(loaded.pageParams[index])] : []))
    .slice(0, MOST_PAGES)
}

function cursorOf(pageParam: unknown): string | null {
  return typeof pageParam === 'string' ? pageParam : null
}
