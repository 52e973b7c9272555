import 'server-only'
import type { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { readStoredPacket } from './read-stored-packet'
import { type RunDetail, toRunDetail, toRunRow } from './run'
import type { RunFilter } from './run-filter'
import { runListQuery } from './run-list-query'
import type { RunPage } from './run-page'
import { RunAnswer, RunListAnswer } from './run-wire'

/** Without it servers answer with the status words of their oldest API. */
const API_VERSION = { 'x-trigger-api-version': '2025-07-16' }

/** One page, newest first. */
export async function listRuns(environment: string, filter: RunFilter, cursor: string | null): Promise<RunPage> {
  await requireUser('runs:read')
  const path = `/api/v1/runs?${runListQuery(filter, cursor)}`
  const answer = await readJson(await triggerFetch(environment, path, { headers: API_VERSION }), RunListAnswer)
  return { runs: answer.data.map(toRunRow), nextCursor: answer.pagination?.next ?? null }
}

/** Throws not_found for an id that the platform does not know. */
export async function getRun(environment: string, runId: string): Promise<RunDetail> {
  await requireUser('runs:read')
  const response = await triggerFetch(environment, `/api/v3/runs/${encodeURIComponent(runId)}`, {
    headers: API_VERSION,
  })
  if (response.status === 404)
    throw new AppError('not_found', `There is no run ${runId.slice(0, 80)} in this environment.`)
  const run = await readJson(response, RunAnswer)
  const [payload, output] = await Promise.all([
    run.payloadPresignedUrl ? readStoredPacket(run.payloadPresignedUrl) : run.payload,
    run.outputPresignedUrl ? readStoredPacket(run.outputPresignedUrl) : run.output,
  ])
  return toRunDetail({ ...run, payload, output })
}

async function readJson<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw await triggerResponseError(response)
  const parsed = schema.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  throw new AppError('unexpected', 'The Trigger.dev platform answered in a form this version does not know.', {
    cause: parsed.error,
  })
}
