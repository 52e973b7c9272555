import type { CompletedWaitpoint } from '@trigger.dev/core/v3'
import { tasks } from '@trigger.dev/sdk'
import { expect } from 'vitest'
import type { TestPlatform } from './test-platform'
import type { StartedRun, TestWorker } from './test-worker'

/** Runs that wait, and what they wake up with: what a task with wait.forToken() does, step by step. */
export class TestWaits {
  readonly #platform: TestPlatform
  readonly #worker: TestWorker

  constructor(platform: TestPlatform, worker: TestWorker) {
    this.#platform = platform
    this.#worker = worker
  }

  async startRun(task: string): Promise<StartedRun> {
    const { id } = await tasks.trigger(task, {})
    const started = await this.#worker.startNext()
    expect(started.id).toBe(id)
    return started
  }

  waitFor(runId: string, tokenId: string) {
    return this.#platform.call('POST', `/engine/v1/runs/${runId}/waitpoints/tokens/${tokenId}/wait`)
  }

  async startWaiting(task: string, tokenId: string): Promise<StartedRun> {
    const run = await this.startRun(task)
    expect(await this.waitFor(run.id, tokenId)).toMatchObject({ status: 200, body: { success: true } })
    return run
  }

  /** What the run goes on with; fails while it still waits. */
  async completed(run: StartedRun): Promise<CompletedWaitpoint[]> {
    const latest = await this.#worker.latest(run.id)
    expect(latest.snapshot.executionStatus).toBe('EXECUTING')
    return latest.completedWaitpoints
  }

  async finish(run: StartedRun): Promise<void> {
    await this.#worker.succeed(await this.#worker.follow(run))
  }
}
