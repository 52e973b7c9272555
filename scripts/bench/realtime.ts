/**
 * From a change of a run to the reader of a held poll, with readers of single runs and of tags, while runs change at a
 * steady rate; each change is told to one reader of the run and one of its tag. Prints JSON.
 *   npx tsx scripts/bench/realtime.ts [subscribers] [changes per second] [seconds]
 * BENCH_DATABASE_URL names an empty database; without it a throwaway Postgres is used.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { startThrowawayPostgres } from '../postgres/start-throwaway-postgres'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'
import { startPlatformProcess } from './lib/platform-process'
import { residentMb } from './lib/process-memory'

const [SUBSCRIBERS = 200, CHANGES_PER_SECOND = 100, SECONDS = 20] = process.argv.slice(2).map(Number)
const TAGS = Math.max(1, Math.round(SUBSCRIBERS / 20))
const RUNS = SUBSCRIBERS - TAGS
const WARM_UP_S = 3
const given = process.env.BENCH_DATABASE_URL
const postgres = given ? undefined : await startThrowawayPostgres()
const platform = await startPlatformProcess(given ?? postgres?.adminUrl ?? '')
const HEADERS = {
  ...platform.headers,
  'x-trigger-electric-version': '1.0.0-beta.1',
  'x-trigger-api-version': '2025-07-16',
}

interface Sent {
  sentAt: number
  answeredAt: number
}

const sent = new Map<number, Sent>()
const fromSent = { run: [] as number[], tag: [] as number[] }
const fromAnswer = { run: [] as number[], tag: [] as number[] }
const told = { run: new Set<number>(), tag: new Set<number>() }
let isMeasuring = false
let polls = 0

async function triggerRun(index: number): Promise<string> {
  const options = { tags: [`bench-${index % TAGS}`], delay: '1h' }
  const body = JSON.stringify({ payload: { index }, options })
  const response = await fetch(`${platform.origin}/api/v1/tasks/bench/trigger`, {
    method: 'POST',
    headers: HEADERS,
    body,
  })
  return ((await response.json()) as { id: string }).id
}

/** Polls as the official client does, until it is told to leave. */
async function subscribe(kind: 'run' | 'tag', path: string, leave: AbortSignal): Promise<void> {
  const url = new URL(`${platform.origin}/realtime/v1/${path}`)
  url.searchParams.set('offset', '-1')
  while (!leave.aborted) {
    const response = await fetch(url, { headers: HEADERS, signal: leave })
    const text = await response.text()
    polls += 1
    const seenAt = performance.now()
    for (const [, change] of text.matchAll(/\\"change\\":(\d+)/g)) note(kind, Number(change), seenAt)
    url.searchParams.set('offset', response.headers.get('electric-offset') ?? '-1')
    url.searchParams.set('handle', response.headers.get('electric-handle') ?? '')
    url.searchParams.set('cursor', response.headers.get('electric-cursor') ?? '')
    url.searchParams.set('live', 'true')
  }
}

function note(kind: 'run' | 'tag', change: number, seenAt: number): void {
  const times = sent.get(change)
  if (!times || !isMeasuring || told[kind].has(change)) return
  told[kind].add(change)
  fromSent[kind].push(seenAt - times.sentAt)
  // A reader may know before the one who changed it is answered.
  fromAnswer[kind].push(Math.max(0, seenAt - times.answeredAt))
}

async function change(runId: string, number: number): Promise<void> {
  const times = { sentAt: performance.now(), answeredAt: Number.POSITIVE_INFINITY }
  sent.set(number, times)
  const body = JSON.stringify({ metadata: { change: number } })
  const response = await fetch(`${platform.origin}/api/v1/runs/${runId}/metadata`, {
    method: 'PUT',
    headers: HEADERS,
    body,
  })
  await response.arrayBuffer()
  times.answeredAt = performance.now()
}

async function changeRuns(runIds: string[], seconds: number, firstNumber: number): Promise<number> {
  const startedAt = performance.now()
  const total = seconds * CHANGES_PER_SECOND
  const changing: Promise<void>[] = []
  for (let count = 0; count < total; count++) {
    const dueAt = startedAt + (count * 1_000) / CHANGES_PER_SECOND
    if (dueAt > performance.now()) await sleep(dueAt - performance.now())
    changing.push(change(runIds[count % runIds.length] ?? '', firstNumber + count))
  }
  await Promise.all(changing)
  await sleep(500)
  return total
}

const runIds: string[] = []
for (let index = 0; index < RUNS; index++) runIds.push(await triggerRun(index))
const leave = new AbortController()
const readers = [
  ...runIds.map((id) => subscribe('run', `runs/${id}`, leave.signal)),
  ...Array.from({ length: TAGS }, (_, tag) => subscribe('tag', `runs?tags=bench-${tag}`, leave.signal)),
].map((reader) => reader.catch(() => undefined))
await sleep(1_000)
await changeRuns(runIds, WARM_UP_S, 0)
isMeasuring = true
polls = 0
const changes = await changeRuns(runIds, SECONDS, 1_000_000)
const platformRssMb = residentMb(platform.pid)
leave.abort()
await Promise.all(readers)
platform.stop()
await postgres?.stop()

console.log(
  JSON.stringify(
    {
      machine: machine(),
      subscribers: { runs: RUNS, tags: TAGS },
      changes: {
        perSecond: CHANGES_PER_SECOND,
        total: changes,
        toldToRunReader: told.run.size,
        toldToTagReader: told.tag.size,
      },
      pollsPerSecond: Math.round(polls / SECONDS),
      fromSentMs: { run: percentiles(fromSent.run), tag: percentiles(fromSent.tag) },
      fromAnswerMs: { run: percentiles(fromAnswer.run), tag: percentiles(fromAnswer.tag) },
      platformRssMb,
    },
    null,
    2,
  ),
)
process.exit(0)
