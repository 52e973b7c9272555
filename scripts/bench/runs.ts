import { configure, runs, tasks } from '@trigger.dev/sdk'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'

/** Trigger accepted (durable) with 1 and 8 callers, and trivial runs end to end with the default worker. */
const WARM_UP = 50
const TRIGGERS = 400
const BURST = 300

const signalbox = await startSignalbox()
const { TRIGGER_API_URL: baseURL = '', TRIGGER_SECRET_KEY: accessToken = '' } = signalbox.triggerEnv
configure({ baseURL, accessToken })

const trigger = () => tasks.trigger('hello-world', { name: 'benchmark' })

async function drained(): Promise<void> {
  for (;;) {
    const page = await runs.list({ status: ['QUEUED', 'DEQUEUED', 'EXECUTING'], limit: 1 })
    if (page.data.length === 0) return
  }
}

async function accepted(callers: number) {
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let count = 0; count < TRIGGERS / callers; count++) {
        const sentAt = performance.now()
        await trigger()
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const perSecond = Math.round((TRIGGERS / (performance.now() - startedAt)) * 1000)
  return { callers, perSecond, acceptedMs: percentiles(latencies) }
}

await Promise.all(Array.from({ length: WARM_UP }, trigger))
await drained()
const oneCaller = await accepted(1)
await drained()
const eightCallers = await accepted(8)
await drained()

const burstStartedAt = performance.now()
await Promise.all(Array.from({ length: BURST }, trigger))
await drained()
const runsPerSecond = Math.round((BURST / (performance.now() - burstStartedAt)) * 10_000) / 10

const singles: number[] = []
for (let count = 0; count < 20; count++) {
  const sentAt = performance.now()
  const { id } = await trigger()
  for await (const run of runs.subscribeToRun(id)) if (run.finishedAt) break
  singles.push(performance.now() - sentAt)
}

await signalbox.dispose()
console.log(
  JSON.stringify(
    {
      machine: machine(),
      accepted: [oneCaller, eightCallers],
      burst: { runs: BURST, runsPerSecond },
      triggerToCompletedMs: percentiles(singles),
    },
    null,
    2,
  ),
)
process.exit(0)
