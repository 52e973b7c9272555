import 'server-only'
import { AppError, type ErrorCode } from '@/lib/errors'
import { LARGEST_PAGE, readRunPage } from '../read-run-page'
import type { RunRow } from '../run'
import type { RunFilter } from '../run-filter'
import type { RunPage } from '../run-page'

export interface RunsRead {
  runs: RunRow[]
  /** Whether older runs may match. */
  more: boolean
}

/** Together a little longer than a platform needs to restart, or a rate limit to pass. */
const WAITS_MS = [500, 2_000, 5_000]
const PASSES: ReadonlySet<ErrorCode> = new Set(['unavailable', 'timed_out', 'rate_limited'])

/** Every run that matches, page by page, newest first. A failure that may pass is waited for; another one throws. */
export async function* readAllRuns(
  environment: string,
  filter: RunFilter,
  waitsMs: readonly number[] = WAITS_MS,
): AsyncGenerator<RunsRead, void> {
  let cursor: string | null = null
  do {
    const after: string | null = cursor
    const page: RunPage = await patiently(
      () => readRunPage(environment, filter, { cursor: after, size: LARGEST_PAGE }),
      waitsMs,
    )
    if (page.nextCursor !== null && page.nextCursor === after) {
      throw new AppError('unexpected', 'The Trigger.dev platform answers with the same page over and over.')
    }
    cursor = page.nextCursor
    const runs = filter.rootOnly ? page.runs.filter((run) => (run.depth ?? 0) === 0) : page.runs
    yield { runs, more: cursor !== null }
  } while (cursor !== null)
}

async function patiently<T>(read: () => Promise<T>, waitsMs: readonly number[]): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof AppError) || !PASSES.has(error.code)) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  return read()
}
