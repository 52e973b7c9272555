import { runs, schedules } from '@trigger.dev/sdk'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { eventually } from '../worker/testing/eventually'
import { PROJECT_REF, type Stack, startStack } from '../worker/testing/worker-stack'

const SCHEDULES = 60
const KILLS = 3

let stack: Stack
let ids: string[]

beforeAll(async () => {
  stack = await startStack({ postgresUrl: inject('postgresUrl'), withWorker: false })
  await register()
  ids = []
  for (let from = 0; from < SCHEDULES; from += 20) {
    const part = Array.from({ length: 20 }, (_, at) =>
      schedules.create({ task: 'cron', cron: '0 0 1 1 *', deduplicationKey: `key-${from + at}` }),
    )
    ids.push(...(await Promise.all(part)).map(({ id }) => id))
  }
})

afterAll(async () => {
  await stack?.close()
})

/** A version with one scheduled task, and nobody to execute it: what counts here are the runs that are made. */
async function register(): Promise<void> {
  const task = { id: 'cron', filePath: 'trigger/cron.ts', triggerSource: 'schedule' }
  const metadata = { packageVersion: '4.8.3', contentHash: 'cron', tasks: [task], queues: [] }
  const response = await fetch(`${stack.apiUrl}/api/v1/projects/${PROJECT_REF}/background-workers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.secretKey}` },
    body: JSON.stringify({ localOnly: true, engine: 'V2', metadata }),
  })
  expect(response.status).toBe(200)
}

async function firesOf(id: string): Promise<number> {
  return (await runs.list({ schedule: id, limit: 100 })).data.length
}

/** Of each schedule whether its next time is still to come, which says that the last one is served. */
async function upcoming(): Promise<boolean[]> {
  const { data } = await schedules.list({ perPage: 100 })
  return data.map(({ nextRun }) => Number(nextRun) > Date.now())
}

test('every schedule fires once for each of its times, however often the platform is killed in the middle of it', async () => {
  for (let round = 0; round < KILLS; round++) {
    await stack.query(`update schedules set next_at = date_trunc('second', now()) - interval '${10 - round} seconds',
      wake_at = now() - interval '1 second'`)
    // The first of them, while the others are about to.
    await eventually('one has fired', async () => (await upcoming()).some(Boolean))
    await stack.platform.stop('SIGKILL')
    await stack.startPlatform()
    await eventually('all of them have fired', async () => (await upcoming()).every(Boolean))
    const fires = await Promise.all(ids.map(firesOf))
    expect(new Set(fires)).toEqual(new Set([round + 1]))
  }
}, 120_000)
