import 'server-only'
import { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { AppError } from '@/lib/errors'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { RUNS_API_VERSION } from '../read-answer'
import { type RunDetail, toRunDetail } from '../run'
import { RunAnswer } from '../run-wire'
import { jsonMember } from './json-slice'
import { redactJson } from './redact-json'
import { redactValue } from './redact-value'
import type { RunData, RunDataPart } from './run-data'
import type { SpanDetail } from './span-detail'
import { toRunTrace } from './to-run-trace'
import { type RunTrace, UNSUPPORTED_TRACE } from './trace'

/** A browser tab still handles this much JSON; more is offered as a download only where the server has a link. */
const LARGEST_SHOWN_BYTES = 10 * 1024 * 1024

/** The run without its payload and output: asked for every second while somebody watches. */
export async function getRunFacts(environment: string, runId: string): Promise<RunDetail> {
  await requireUser('runs:read')
  const parsed = RunAnswer.safeParse(parseOr(await readRun(environment, runId), undefined))
  if (!parsed.success) {
    throw new AppError('unexpected', 'The Trigger.dev platform answered in a form this version does not know.', {
      cause: parsed.error,
    })
  }
  return toRunDetail(parsed.data)
}

/** A server without the endpoint answers 404 for every run, so the caller must know that the run exists. */
export async function getRunTrace(environment: string, runId: string): Promise<RunTrace> {
  await requireUser('runs:read')
  const response = await triggerFetch(environment, `/api/v1/runs/${encodeURIComponent(runId)}/trace`, {
    headers: RUNS_API_VERSION,
  })
  if (response.status === 404) return UNSUPPORTED_TRACE
  if (!response.ok) throw await triggerResponseError(response)
  return toRunTrace(parseOr(await response.text(), null))
}

const WireSpan = z.object({
  properties: z.record(z.string(), z.unknown()).nullish().catch(null),
  triggeredRuns: z
    .array(z.object({ runId: z.string(), taskIdentifier: z.string().nullish() }))
    .nullish()
    .catch(null),
})

export async function getRunSpan(environment: string, runId: string, spanId: string): Promise<SpanDetail> {
  await requireUser('runs:read')
  const path = `/api/v1/runs/${encodeURIComponent(runId)}/spans/${encodeURIComponent(spanId)}`
  const response = await triggerFetch(environment, path, { headers: RUNS_API_VERSION })
  if (response.status === 404) return { properties: null, triggeredRuns: [] }
  if (!response.ok) throw await triggerResponseError(response)
  const span = WireSpan.catch({}).parse(parseOr(await response.text(), {}))
  return {
    properties: redactValue(span.properties ?? null),
    triggeredRuns: (span.triggeredRuns ?? []).map((run) => ({ runId: run.runId, taskId: run.taskIdentifier ?? null })),
  }
}

/** The text as the platform holds it, without what looks like a secret. */
export async function getRunData(environment: string, runId: string, part: RunDataPart): Promise<RunData> {
  await requireUser('runs:read')
  const data = await readData(environment, runId, part)
  if (data.text === null) return data
  const { text, count } = redactJson(data.text)
  return { ...data, text, hiddenCount: count }
}

/** With its secrets. Call it where it leaves a trace. */
export async function getWholeRunData(environment: string, runId: string, part: RunDataPart): Promise<RunData> {
  await requireUser('runs:reveal')
  return readData(environment, runId, part)
}

/** A large text is read from where the platform stored it. */
async function readData(environment: string, runId: string, part: RunDataPart): Promise<RunData> {
  const run = await readRun(environment, runId)
  const stored = jsonMember(run, `${part}PresignedUrl`)
  const text = stored === undefined ? jsonMember(run, part) : await readStored(z.url().parse(JSON.parse(stored)))
  if (text === undefined || text === null)
    return { text: null, sizeBytes: 0, isTooLarge: text === null, hiddenCount: 0 }
  const sizeBytes = Buffer.byteLength(text)
  const isTooLarge = sizeBytes > LARGEST_SHOWN_BYTES
  return { text: isTooLarge ? null : text, sizeBytes, isTooLarge, hiddenCount: 0 }
}

async function readRun(environment: string, runId: string): Promise<string> {
  const response = await triggerFetch(environment, `/api/v3/runs/${encodeURIComponent(runId)}`, {
    headers: RUNS_API_VERSION,
  })
  if (response.status === 404)
    throw new AppError('not_found', `There is no run ${runId.slice(0, 80)} in this environment.`)
  if (!response.ok) throw await triggerResponseError(response)
  return response.text()
}

/** Null when it is larger than anybody would read. */
async function readStored(url: string): Promise<string | null> {
  const response = await fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(30_000) }).catch((cause) => {
    throw new AppError('unavailable', 'The store that holds this large value cannot be reached.', { cause })
  })
  if (!response.ok) throw new AppError('unavailable', 'The store that holds this large value refused to give it out.')
  const text = await readAtMost(response, LARGEST_SHOWN_BYTES)
  if (text === null) return null
  const isSuperJson = response.headers.get('content-type')?.includes('super+json') ?? false
  return isSuperJson ? (jsonMember(text, 'json') ?? text) : text
}

function parseOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}

/** Stores do not always say the length beforehand, so the bytes are counted as they come. */
async function readAtMost(response: Response, limit: number): Promise<string | null> {
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limit) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
