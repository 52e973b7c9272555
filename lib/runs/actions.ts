'use server'

import { userAction } from '@/lib/action'
import { AppError } from '@/lib/errors'
import { listTasks } from '@/lib/tasks/queries'
import { callTrigger, triggerClient } from '@/lib/trigger-client'
import { addTags } from './add-tags'
import { cancelOne } from './cancel-one'
import { forEachRun } from './for-each-run'
import { ManyRuns, OneRun, OneRunData, Reschedule, RunTags } from './run-actions-input'
import { StartRunInput } from './start-run-input'
import { getWholeRunData } from './trace/queries'
import { rescheduleOne } from './trace/reschedule-one'
import { triggerRun } from './trigger-run'

export const startRun = userAction(
  { name: 'run.start', permission: 'runs:trigger', input: StartRunInput },
  async (input, { audit }) => {
    const { environment, taskId } = input
    audit({ target: { type: 'task', id: taskId }, environment })
    await assertKnownTask(environment, taskId)
    const { runId, repeated } = await triggerRun(input)
    audit({
      target: { type: 'task', id: taskId },
      environment,
      after: { runId, tags: input.tags, isTest: input.isTest },
    })
    return { runId, repeated }
  },
)

/** Servers accept a run of any task and leave it waiting for a version that may never come. */
async function assertKnownTask(environment: string, taskId: string): Promise<void> {
  const { tasks, source } = await listTasks(environment)
  if (source === 'seen' || tasks.some((task) => task.id === taskId)) return
  const message = `No worker knows the task “${taskId.slice(0, 80)}”. Nothing was started.`
  throw new AppError('bad_input', message, { fieldErrors: { taskId: [message] } })
}

/** Canceling a run that has already finished is no error: the outcome says so and nothing changes. */
export const cancelRun = userAction(
  { name: 'run.cancel', permission: 'runs:cancel', input: OneRun },
  async ({ environment, runId }, { audit }) => {
    const target = { type: 'run', id: runId }
    audit({ target, environment })
    const result = await cancelOne(environment, runId)
    audit({ target, environment, before: { status: result.status }, after: { outcome: result.outcome } })
    return result
  },
)

export const cancelRuns = userAction(
  { name: 'run.cancel', permission: 'runs:cancel', input: ManyRuns },
  async ({ environment, runIds }, { audit }) => {
    const result = await forEachRun(runIds, (runId) => cancelOne(environment, runId))
    for (const { runId, status, outcome } of result.done) {
      audit({ target: { type: 'run', id: runId }, environment, before: { status }, after: { outcome } })
    }
    for (const { runId, message } of result.failed) {
      audit({ target: { type: 'run', id: runId }, environment, after: { outcome: 'failed', message } })
    }
    return result
  },
)

export const replayRun = userAction(
  { name: 'run.replay', permission: 'runs:replay', input: OneRun },
  async ({ environment, runId }, { audit }) => {
    const target = { type: 'run', id: runId }
    audit({ target, environment })
    const replay = await callTrigger(triggerClient(environment).runs.replay(runId))
    audit({ target, environment, after: { replayedAs: replay.id } })
    return { runId: replay.id }
  },
)

export const replayRuns = userAction(
  { name: 'run.replay', permission: 'runs:replay', input: ManyRuns },
  async ({ environment, runIds }, { audit }) => {
    const result = await forEachRun(runIds, async (runId) => {
      const replay = await callTrigger(triggerClient(environment).runs.replay(runId))
      return { runId, replayedAs: replay.id }
    })
    for (const { runId, replayedAs } of result.done) {
      audit({ target: { type: 'run', id: runId }, environment, after: { replayedAs } })
    }
    for (const { runId, message } of result.failed) {
      audit({ target: { type: 'run', id: runId }, environment, after: { outcome: 'failed', message } })
    }
    return result
  },
)

export const addRunTags = userAction(
  { name: 'run.tag', permission: 'runs:tag', input: RunTags },
  async ({ environment, runId, tags }, { audit }) => {
    audit({ target: { type: 'run', id: runId }, environment, after: { addedTags: tags } })
    await addTags(environment, runId, tags)
    return { runId, tags }
  },
)

export const rescheduleRun = userAction(
  { name: 'run.reschedule', permission: 'runs:reschedule', input: Reschedule },
  async ({ environment, runId, delay }, { audit }) => {
    const target = { type: 'run', id: runId }
    audit({ target, environment })
    const { before, delayedUntil } = await rescheduleOne(environment, runId, delay)
    audit({ target, environment, before: { delayedUntil: before }, after: { delayedUntil } })
    return { runId, delayedUntil }
  },
)

/** A read that leaves a trace: who saw the secret values of which run. */
export const revealRunData = userAction(
  { name: 'run.reveal', permission: 'runs:reveal', input: OneRunData },
  async ({ environment, runId, part }, { audit }) => {
    audit({ target: { type: 'run', id: runId }, environment, after: { part } })
    return getWholeRunData(environment, runId, part)
  },
)
