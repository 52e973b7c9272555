import 'server-only'
import { callTrigger, triggerClient } from '@/lib/trigger-client'
import { isFinished } from './run'
import { getRunFacts } from './trace/queries'

export interface CancelOutcome {
  runId: string
  /** What the run was before; for `already-finished` nothing was changed. */
  status: string
  outcome: 'canceled' | 'already-finished'
}

/** The platform answers a cancel of a finished run with success and does nothing, so the run is looked at first. */
export async function cancelOne(environment: string, runId: string): Promise<CancelOutcome> {
  const run = await getRunFacts(environment, runId)
  if (isFinished(run)) return { runId, status: run.status, outcome: 'already-finished' }
  await callTrigger(triggerClient(environment).runs.cancel(runId))
  return { runId, status: run.status, outcome: 'canceled' }
}
