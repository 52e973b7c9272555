import { setTimeout as sleep } from 'node:timers/promises'
import { batch, configure, queues, runs } from '@trigger.dev/sdk'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'

/**
 * A batch of 1,000 accepted through the SDK, and how fast the default worker drains 5,000 queued trivial runs: they are
 * queued while their queue is paused, so that accepting them takes no part in it.
 *   npx tsx scripts/bench/drain.ts [batches=5]
 */
const BATCHES = Number(process.argv[2] ?? 5)
const BATCH_SIZE = 1_000
const QUEUE = { type: 'task', name: 'hello-world' } as const
/** Seldom enough to cost the cores nothing. */
const LOOK_EVERY_MS = 1_000

const signalbox = await startSignalbox()
const { TRIGGER_API_URL: baseURL = '', TRIGGER_SECRET_KEY: accessToken = '' } = signalbox.triggerEnv
configure({ baseURL, accessToken })

async function drainedIn(tag: string): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const unfinished = await runs.list({ tag, status: ['QUEUED', 'DEQUEUED', 'EXECUTING'], limit: 1 })
    if (unfinished.data.length === 0) return performance.now() - startedAt
    await sleep(LOOK_EVERY_MS)
  }
}

const item = (tag: string) => ({ id: 'hello-world', payload: { name: 'benchmark' }, options: { tags: [tag] } })
const batchOf = (tag: string, size: number) => batch.trigger(Array.from({ length: size }, () => item(tag)))

await batchOf('warm-up', 100)
await drainedIn('warm-up')
await queues.pause(QUEUE)
const acceptedMs: number[] = []
for (let count = 0; count < BATCHES; count++) {
  const sentAt = performance.now()
  await batchOf('drain', BATCH_SIZE)
  acceptedMs.push(performance.now() - sentAt)
}
await queues.resume(QUEUE)
const ms = await drainedIn('drain')
await signalbox.dispose()
const total = BATCHES * BATCH_SIZE
console.log(
  JSON.stringify(
    {
      machine: machine(),
      batch: { size: BATCH_SIZE, acceptedMs: percentiles(acceptedMs) },
      drain: { runs: total, seconds: Math.round(ms / 100) / 10, runsPerSecond: Math.round((total / ms) * 10_000) / 10 },
    },
    null,
    2,
  ),
)
process.exit(0)
