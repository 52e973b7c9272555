import { configure, runs, tasks } from '@trigger.dev/sdk'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'
import { percentiles } from './lib/percentiles'

/**
 * Trigger accepted (durable) with 1 and 8 callers through the SDK and over plain HTTP, of runs that start at once (the
 * worker then competes for the cores) and of delayed ones; and trivial runs end to end with the default worker.
 */
const WARM_UP = 50
const TRIGGERS = 400
const BURST = 300

const signalbox = await startSignalbox()
const { TRIGGER_API_URL: baseURL = '', TRIGGER_SECRET_KEY: accessToken = '' } = signalbox.triggerEnv
configure({ baseURL, accessToken })

const trigger = () => tasks.trigger('hello-world', { name: 'benchmark' })

async function triggerOverHttp(): Promise<void> {
  const response = await fetch(`${baseURL}/api/v1/tasks/hello-world/trigger`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ payload: { name: 'benchmark' }, options: { delay: '1h' } }),
  })
  if (!response.ok) throw new Error(`The platform answered ${response.status}`)
  await response.arrayBuffer()
}

const WAYS = {
  'SDK, runs at once': trigger,
  'SDK, delayed': () => tasks.trigger('hello-world', { name: 'benchmark' }, { delay: '1h' }),
  'HTTP, delayed': triggerOverHttp,
}

async function drained(): Promise<void> {
  for (;;) {
    const page = await runs.list({ status: ['QUEUED', 'DEQUEUED', 'EXECUTING'], limit: 1 })
    if (page.data.length === 0) return
  }
}

async function accepted(way: keyof typeof WAYS, callers: number) {
  await drained()
  const latencies: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let count = 0; count < TRIGGERS / callers; count++) {
        const sentAt = performance.now()
        await WAYS[way]()
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const perSecond = Math.round((TRIGGERS / (performance.now() - startedAt)) * 1000)
  return { way, callers, perSecond, acceptedMs: percentiles(latencies) }
}

await Promise.all(Array.from({ length: WARM_UP }, trigger))
const acceptances = []
for (const way of Object.keys(WAYS) as (keyof typeof WAYS)[])
  for (const callers of [1, 8]) acceptances.push(await accepted(way, callers))
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
      accepted: acceptances,
      burst: { runs: BURST, runsPerSecond },
      triggerToCompletedMs: percentiles(singles),
    },
    null,
    2,
  ),
)
process.exit(0)
