import {
  WorkloadRunAttemptCompleteResponseBody,
  WorkloadRunAttemptStartResponseBody,
  WorkloadRunLatestSnapshotResponseBody,
} from '@trigger.dev/core/v3/runEngineWorker'
import {
  type CreateBackgroundWorkerRequestBody,
  CreateBackgroundWorkerResponse,
  DevDequeueResponseBody,
  DevDisconnectResponseBody,
  GetEnvironmentVariablesResponseBody,
  type TaskRunExecutionResult,
} from '@trigger.dev/core/v3/schemas'
import { z } from 'zod'
import { backoffMs, sleepUnlessAborted } from './backoff'

/** Longer than the platform's long poll of 10 s, short enough to notice a peer that vanished without a word. */
const REQUEST_TIMEOUT_MS = 30_000
/** A 500 repeated this often (about five minutes) is an answer, not an accident. */
const MOST_SERVER_ERRORS = 60
/** About one second: a restart of the platform is not worth a word. */
const FAILURES_BEFORE_NOTICE = 4
/** What a log line or the screen shows of why a call was refused. */
const MAX_REASON = 500

const Refusal = z.object({ error: z.string() })

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; message: string }

interface Call<T> {
  method: 'GET' | 'POST'
  path: string
  body?: unknown
  reply: z.ZodType<T>
  /** Ends the retrying; without it the call goes on until the platform has accepted or refused. */
  signal?: AbortSignal | undefined
}

interface ClientOptions {
  apiUrl: string
  secretKey: string
  projectRef: string
  /** Told once per call that finds no answer for a while. */
  onSilence: (path: string, reason: string) => void
}

export interface EngineClient {
  registerVersion: (
    body: z.input<typeof CreateBackgroundWorkerRequestBody>,
    signal: AbortSignal,
  ) => Promise<Answer<{ id: string; version: string }>>
  variables: (signal: AbortSignal) => Promise<Answer<Record<string, string>>>
  dequeue: (request: DequeueRequest, signal: AbortSignal) => Promise<Answer<Dequeued>>
  startAttempt: (
    runId: string,
    snapshotId: string,
    isWarmStart: boolean,
    signal: AbortSignal,
  ) => Promise<Answer<StartedAttempt>>
  completeAttempt: (
    runId: string,
    snapshotId: string,
    completion: TaskRunExecutionResult,
    signal?: AbortSignal,
  ) => Promise<Answer<CompletedAttempt>>
  heartbeat: (runId: string, snapshotId: string, signal: AbortSignal) => Promise<Answer<unknown>>
  latestSnapshot: (runId: string, signal?: AbortSignal) => Promise<Answer<LatestSnapshot>>
  disconnect: (runIds: string[], signal: AbortSignal) => Promise<Answer<{ cancelled: number }>>
  reportIndexError: (report: IndexErrorReport, signal: AbortSignal) => Promise<Answer<unknown>>
}

export interface DequeueRequest {
  currentWorker: string
  oldWorkers: string[]
  maxRunCount: number
}

export type IndexErrorReport =
  | { message: string; file?: string | undefined; line?: number | undefined; column?: number | undefined }
  | { resolved: true }

export type Dequeued = z.infer<typeof DevDequeueResponseBody>['dequeuedMessages']
export type StartedAttempt = z.infer<typeof WorkloadRunAttemptStartResponseBody>
export type CompletedAttempt = z.infer<typeof WorkloadRunAttemptCompleteResponseBody>['result']
export type LatestSnapshot = z.infer<typeof WorkloadRunLatestSnapshotResponseBody>['execution']

/** The worker's side of the `/engine/v1/dev` protocol. Survives a platform that is away for minutes. */
export function createEngineClient(options: ClientOptions): EngineClient {
  const send = <T>(call: Call<T>) => sendUntilAnswered(options, call)
  const snapshot = (runId: string, snapshotId: string) => `/engine/v1/dev/runs/${runId}/snapshots/${snapshotId}`
  return {
    registerVersion: (body, signal) =>
      send({
        method: 'POST',
        path: `/api/v1/projects/${options.projectRef}/background-workers`,
        body,
        reply: CreateBackgroundWorkerResponse,
        signal,
      }),
    variables: (signal) =>
      send({
        method: 'GET',
        path: `/api/v1/projects/${options.projectRef}/envvars`,
        reply: GetEnvironmentVariablesResponseBody.transform((reply) => reply.variables),
        signal,
      }),
    dequeue: (body, signal) =>
      send({
        method: 'POST',
        path: '/engine/v1/dev/dequeue',
        body,
        reply: DevDequeueResponseBody.transform((reply) => reply.dequeuedMessages),
        signal,
      }),
    startAttempt: (runId, snapshotId, isWarmStart, signal) =>
      send({
        method: 'POST',
        path: `${snapshot(runId, snapshotId)}/attempts/start`,
        body: { isWarmStart },
        reply: WorkloadRunAttemptStartResponseBody,
        signal,
      }),
    completeAttempt: (runId, snapshotId, completion, signal) =>
      send({
        method: 'POST',
        path: `${snapshot(runId, snapshotId)}/attempts/complete`,
        body: { completion },
        reply: WorkloadRunAttemptCompleteResponseBody.transform((reply) => reply.result),
        signal,
      }),
    heartbeat: (runId, snapshotId, signal) =>
      send({
        method: 'POST',
        path: `${snapshot(runId, snapshotId)}/heartbeat`,
        body: { cpu: 0, memory: 0 },
        reply: z.unknown(),
        signal,
      }),
    latestSnapshot: (runId, signal) =>
      send({
        method: 'GET',
        path: `/engine/v1/dev/runs/${runId}/snapshots/latest`,
        reply: WorkloadRunLatestSnapshotResponseBody.transform((reply) => reply.execution),
        signal,
      }),
    disconnect: (runFriendlyIds, signal) =>
      send({
        method: 'POST',
        path: '/engine/v1/dev/disconnect',
        body: { runFriendlyIds },
        reply: DevDisconnectResponseBody,
        signal,
      }),
    reportIndexError: (body, signal) =>
      send({ method: 'POST', path: '/signalbox/v1/index-errors', body, reply: z.unknown(), signal }),
  }
}

async function sendUntilAnswered<T>(options: ClientOptions, call: Call<T>): Promise<Answer<T>> {
  let serverErrors = 0
  for (let failures = 1; ; failures += 1) {
    const answer = await sendOnce(options, call).catch((error: unknown) => ({ lost: String(error) }) as const)
    if ('ok' in answer) {
      if (answer.ok || !isTemporary(answer.status)) return answer
      serverErrors += answer.status === 500 ? 1 : 0
      if (serverErrors >= MOST_SERVER_ERRORS) return answer
    }
    if (failures === FAILURES_BEFORE_NOTICE) options.onSilence(call.path, 'ok' in answer ? answer.message : answer.lost)
    const goOn = !call.signal?.aborted && (await sleepUnlessAborted(backoffMs(failures), call.signal))
    if (goOn) continue
    return 'ok' in answer ? answer : { ok: false, status: 0, message: answer.lost }
  }
}

/** Refusals (stale snapshot, unknown run) are final; everything a restart or a busy moment explains is not. */
const isTemporary = (status: number) => status === 408 || status === 429 || status >= 500

async function sendOnce<T>(options: ClientOptions, call: Call<T>): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(REQUEST_TIMEOUT_MS)
  const response = await fetch(`${options.apiUrl}${call.path}`, {
    method: call.method,
    headers: { authorization: `Bearer ${options.secretKey}`, 'content-type': 'application/json' },
    signal: call.signal ? AbortSignal.any([timeout, call.signal]) : timeout,
    ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
  })
  const text = await response.text()
  if (!response.ok) return { ok: false, status: response.status, message: reasonIn(text).slice(0, MAX_REASON) }
  return { ok: true, value: call.reply.parse(text ? JSON.parse(text) : undefined) }
}

/** The platform's own sentence; of what others answer (the page of a proxy), the text. */
function reasonIn(text: string): string {
  try {
    return Refusal.parse(JSON.parse(text)).error
  } catch {
    return text
  }
}
