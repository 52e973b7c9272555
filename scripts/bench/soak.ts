/**
 * Steady load with many readers for a long time, then the question whether anything has grown. Prints JSON; ends with 1
 * when the platform's memory grew by more than a tenth after the warm-up, or when connections or threads pile up.
 *   npx tsx scripts/bench/soak.ts [minutes=30]
 */
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { configure, runs, tasks } from '@trigger.dev/sdk'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'
import { startPlatformStack } from './lib/platform-stack'
import { residentMb } from './lib/process-memory'

const MINUTES = Number(process.argv[2] ?? 30)
const RUNS_PER_SECOND = 10
const SUBSCRIBERS = 50
const WARM_UP_SHARE = 0.3
const MAX_GROWTH = 1.1

const stack = await startPlatformStack()
configure({ baseURL: stack.apiUrl, accessToken: stack.secretKey })

interface Sample {
  rssMb: number
  threads: number
  sockets: number
  databaseConnections: number
}

async function sample(): Promise<Sample> {
  const pid = stack.pids.platform()
  if (pid === undefined) throw new Error('The platform is down')
  const [row] = await stack.query<{ count: string }>(
    `select count(*) from pg_stat_activity where application_name = 'signalbox-platform'`,
  )
  return {
    rssMb: residentMb(pid),
    threads: readdirSync(`/proc/${pid}/task`).length,
    sockets: readdirSync(`/proc/${pid}/fd`).length,
    databaseConnections: Number(row?.count),
  }
}

/** Follows runs by their tag for as long as the soak lasts, with a new subscription now and then. */
async function subscribe(tag: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for await (const run of runs.subscribeToRunsWithTag(tag)) {
      if (isOver() || (run.status === 'COMPLETED' && Math.random() < 0.02)) break
    }
  }
}

for (;;) {
  const started = await tasks.trigger('short', { ms: 1 }).catch(() => null)
  if (started) break
  await sleep(200)
}

const endsAt = Date.now() + MINUTES * 60_000
const isOver = () => Date.now() >= endsAt
const acceptedMs: number[] = []
let refused = 0
const subscribers = Array.from({ length: SUBSCRIBERS }, (_, index) =>
  subscribe(`reader-${index}`, isOver).catch(() => {
    refused += 1
  }),
)

async function trigger(count: number): Promise<void> {
  const sentAt = performance.now()
  await tasks.trigger('short', { ms: 20 }, { tags: [`reader-${count % SUBSCRIBERS}`], ttl: '10m' }).then(
    () => acceptedMs.push(performance.now() - sentAt),
    () => {
      refused += 1
    },
  )
}

const samples: Sample[] = []
const sampling = (async () => {
  for (; !isOver(); await sleep(5_000)) samples.push(await sample())
})()
const startedAt = Date.now()
for (let count = 0; !isOver(); count++) {
  await sleep(Math.max(0, startedAt + (count * 1000) / RUNS_PER_SECOND - Date.now()))
  void trigger(count)
}
await sampling
await Promise.race([Promise.all(subscribers), sleep(5_000)])

const settled = samples.slice(Math.floor(samples.length * WARM_UP_SHARE))
const third = Math.ceil(settled.length / 3)
const median = (part: Sample[], key: keyof Sample) => percentiles(part.map((one) => one[key])).p50 ?? 0
const growth = (key: keyof Sample) => {
  const [from, to] = [median(settled.slice(0, third), key), median(settled.slice(-third), key)]
  return { from, to, ratio: Math.round((to / from) * 100) / 100 }
}
const grown = {
  rssMb: growth('rssMb'),
  threads: growth('threads'),
  sockets: growth('sockets'),
  databaseConnections: growth('databaseConnections'),
}
const [counts] = await stack.query<{ runs: string; alive: string }>(
  'select count(*) as runs, count(*) filter (where final_status is null) as alive from runs',
)
await stack.stop()
console.log(
  JSON.stringify(
    {
      machine: machine(),
      minutes: MINUTES,
      subscribers: SUBSCRIBERS,
      runs: counts,
      refused,
      acceptedMs: percentiles(acceptedMs),
      afterWarmUp: grown,
    },
    null,
    2,
  ),
)
process.exit(Object.values(grown).some(({ ratio }) => ratio > MAX_GROWTH) ? 1 : 0)
