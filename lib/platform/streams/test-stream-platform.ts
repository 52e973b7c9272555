import { tasks } from '@trigger.dev/sdk'
import { afterAll, beforeAll, inject } from 'vitest'
import { TestPlatform } from '../contract/test-platform'
import { type StartedRun, TestWorker } from '../contract/test-worker'
import { taskWriter, values } from './test-writer'

/** For a file of tests: a platform, and a worker whose task `chat` does what the test does. */
export function useStreamPlatform() {
  let platform: TestPlatform
  let worker: TestWorker

  beforeAll(async () => {
    platform = await TestPlatform.start(inject('postgresUrl'))
    worker = await TestWorker.register(() => platform.origin, [{ id: 'chat' }])
  })
  afterAll(() => platform?.end())

  return {
    get platform() {
      return platform
    },
    get worker() {
      return worker
    },
    async startRun(options: Parameters<typeof tasks.trigger>[2] = {}): Promise<StartedRun> {
      await tasks.trigger('chat', {}, options)
      return worker.startNext()
    },
    /** Resolves when all of it is stored. */
    async write(runId: string, name: string, ...parts: unknown[]): Promise<void> {
      await taskWriter(platform.origin)
        .pipe(name, values(...parts) as never, { target: runId })
        .wait()
    },
  }
}
