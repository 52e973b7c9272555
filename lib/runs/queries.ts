import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { triggerFetch } from '@/lib/trigger-client'
import { RUNS_API_VERSION, readAnswer } from './read-answer'
import { readRootRuns } from './read-root-runs'
import { readRunPage } from './read-run-page'
import { readStoredPacket } from './read-stored-packet'
import { type RunDetail, toRunDetail } from './run'
import type { RunFilter } from './run-filter'
import type { RunPage } from './run-page'
import { RunAnswer } from './run-wire'

/** One page, newest first. */
export async function listRuns(environment: string, filter: RunFilter, cursor: string | null): Promise<RunPage> {
  await requireUser('runs:read')
  return filter.rootOnly ? readRootRuns(environment, filter, cursor) : readRunPage(environment, filter, { cursor })
}

/** Throws not_found for an id that the platform does not know. */
export async function getRun(environment: string, runId: string): Promise<RunDetail> {
  await requireUser('runs:read')
  const response = await triggerFetch(environment, `/api/v3/runs/${encodeURIComponent(runId)}`, {
    headers: RUNS_API_VERSION,
  })
  if (response.status === 404)
    throw new AppError('not_found', `There is no run ${runId.slice(0, 80)} in this environment.`)
  const run = await readAnswer(response, RunAnswer)
  const [payload, output] = await Promise.all([
    run.payloadPresignedUrl ? readStoredPacket(run.payloadPresignedUrl) : run.payload,
    run.outputPresignedUrl ? readStoredPacket(run.outputPresignedUrl) : run.output,
  ])
  return toRunDetail({ ...run, payload, output })
}
