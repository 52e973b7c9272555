import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { shortId } from '@/lib/format/short-id'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { canonicalStatus, statusFacts } from '../run-status'
import { getRunFacts } from './queries'

interface Rescheduled {
  before: Date | undefined
  delayedUntil: Date | undefined
}

/** The run as it is now is the answer; the new time is only told, so what cannot be read does not undo the success. */
const Moved = z.object({ delayedUntil: z.string().pipe(z.coerce.date()).optional().catch(undefined) }).catch({})

/** Moves the start of a delayed run. A run that has started meanwhile is a conflict that says what became of it. */
export async function rescheduleOne(environment: string, runId: string, delay: string): Promise<Rescheduled> {
  const run = await getRunFacts(environment, runId)
  if (canonicalStatus(run.status) !== 'DELAYED') throw startedAlready(runId, run.status)
  const response = await triggerFetch(environment, `/api/v1/runs/${encodeURIComponent(runId)}/reschedule`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ delay }),
  })
  if (response.ok) {
    const { delayedUntil } = Moved.parse(await response.json().catch(() => null))
    return { before: run.delayedUntil, delayedUntil }
  }
  // Servers differ in how they refuse this; what the run is now tells why.
  const after = await getRunFacts(environment, runId)
  if (canonicalStatus(after.status) !== 'DELAYED') throw startedAlready(runId, after.status)
  throw await triggerResponseError(response)
}

function startedAlready(runId: string, status: string): AppError {
  const { label } = statusFacts(status)
  const message = `Run ${shortId(runId)} is not delayed any more: ${label.toLowerCase()}. Nothing was changed.`
  return new AppError('conflict', message)
}
