import 'server-only'
import type { z } from 'zod'
import { findEnvironment } from '../environments'
import { triggerFetch } from '../trigger-client'
import { type HealthStatus, WorkersAnswer } from './health'

type Answer = { status: HealthStatus; problem?: string; answeredInMs?: number }

export type PlatformCheck = {
  platform: Answer & { host: string }
  worker: { status: HealthStatus; problem?: string; managed: boolean; answer?: z.infer<typeof WorkersAnswer> }
}

/** A health card that hangs tells nothing: what does not answer in this time is down. */
const TIMEOUT_MS = 2_000

const NOT_ASKED = {
  status: 'unknown',
  managed: false,
  problem: 'The platform, which knows the worker, does not answer.',
} as const

/**
 * One request tells about both: the local platform lists its workers; where that endpoint does not exist (404) a hosted
 * Trigger.dev answers, and it looks after its workers itself.
 */
export async function checkPlatform(environment: string): Promise<PlatformCheck> {
  const host = new URL(findEnvironment(environment).apiUrl).host
  const startedAt = performance.now()
  const workers = await ask(environment, '/signalbox/v1/workers')
  const response = workers?.status === 404 ? await ask(environment, '/api/v1/runs?page[size]=1') : workers
  const answeredInMs = Math.round(performance.now() - startedAt)
  if (!response) return { platform: { host, status: 'down', problem: 'It does not answer.' }, worker: NOT_ASKED }
  const problem = problemOf(response.status)
  if (problem) return { platform: { host, status: 'down', problem }, worker: NOT_ASKED }
  const platform = { host, status: 'up' as const, answeredInMs }
  if (workers?.status === 404) return { platform, worker: { status: 'up', managed: true } }
  return { platform, worker: workerOf(await response.json().catch(() => undefined)) }
}

async function ask(environment: string, path: string): Promise<Response | undefined> {
  try {
    return await triggerFetch(environment, path, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  } catch {
    // Whatever the reason, there was no answer, and that is the finding.
    return undefined
  }
}

function problemOf(status: number): string | undefined {
  if (status < 400) return undefined
  if (status === 401 || status === 403) return 'It refuses the secret key of this app. Check TRIGGER_SECRET_KEY.'
  return `It answers with the error ${status}.`
}

function workerOf(body: unknown): PlatformCheck['worker'] {
  const parsed = WorkersAnswer.safeParse(body)
  if (!parsed.success) {
    return { status: 'unknown', managed: false, problem: 'The platform answered in a form this app does not know.' }
  }
  const answer = parsed.data
  if (answer.workers.some((worker) => worker.connected)) return { status: 'up', managed: false, answer }
  const problem = 'No worker is connected. Runs wait in their queue until one is.'
  return { status: 'down', managed: false, problem, answer }
}
