import { schedules } from '@trigger.dev/sdk'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { TestWorker } from '../contract/test-worker'

type TaskDefinition = Parameters<typeof TestWorker.register>[1][number]

const CRON = { id: 'cron', triggerSource: 'schedule' }
let keys = 0

/** For a file of tests: a platform whose code has the tasks `cron`, for schedules, and `plain`. No test finds schedules of another. */
export function useSchedulePlatform() {
  let platform: TestPlatform
  let worker: TestWorker

  /** Code that has these tasks too, and no others. */
  async function register(...tasks: TaskDefinition[]): Promise<void> {
    const scheduled = tasks.map((task) => ({ ...task, triggerSource: 'schedule' }))
    worker = await TestWorker.register(() => platform.origin, [CRON, { id: 'plain' }, ...scheduled])
  }

  beforeAll(async () => {
    platform = await TestPlatform.start(inject('postgresUrl'))
  })
  afterAll(() => platform?.end())
  beforeEach(async () => {
    await platform.query('delete from schedules')
    await register()
    await worker.dequeueNow(50)
  })

  return {
    get platform() {
      return platform
    },
    /** Of the code that was registered last. */
    get worker() {
      return worker
    },
    register,
    create: (options: Partial<Parameters<typeof schedules.create>[0]> = {}) =>
      schedules.create({ task: 'cron', cron: '0 0 1 1 *', deduplicationKey: `key-${++keys}`, ...options }),
    /** As if the schedule had been planned for this time. */
    plan: (id: string, at: Date) =>
      platform.query('update schedules set next_at = $2, wake_at = $2 where id = $1', [id, at]),
  }
}
