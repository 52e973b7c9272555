import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { timeout } from '@trigger.dev/core/v3'
import { cancelAttempt, executeAttempt } from './attempt'
import { openRealm } from './realm'
import type { FromRunThread, RunThreadData, ToRunThread } from './run-messages'
import { loadConfig } from './task-code'
import { openTelemetry } from './telemetry'

/** Executes the runs of one version of the task code, one at a time, until the supervisor ends the thread. */

const post = (message: FromRunThread) => parentPort?.postMessage(message)

// Installed first: whatever user code throws beside its run must be reported before the thread goes.
process.on('uncaughtException', (error: unknown) => {
  const reason = error instanceof Error ? error : new Error(typeof error === 'string' ? error : JSON.stringify(error))
  post({ type: 'uncaught', message: reason.message, stack: reason.stack })
})

const data = workerData as RunThreadData
const realm = openRealm(post)
timeout.registerListener((limitSeconds, activeSeconds) => post({ type: 'max-duration', limitSeconds, activeSeconds }))
const config = await loadConfig(data)
const telemetry = openTelemetry(config)

async function flush(timeoutMs: number): Promise<void> {
  await Promise.race([Promise.allSettled([telemetry.tracing.flush(), realm.metadata.flush()]), sleep(timeoutMs)])
}

async function handle(message: ToRunThread): Promise<void> {
  switch (message.type) {
    case 'execute': {
      const result = await executeAttempt({ data, config, realm, telemetry }, message)
      if (result) post({ type: 'completed', result })
      return
    }
    case 'resolve':
      return await realm.runtime.resolveWaitpoints(message.waitpoints)
    case 'cancel':
      post({ type: 'cancelling' })
      await cancelAttempt(message.graceMs)
      await flush(message.graceMs)
      return post({ type: 'cancelled' })
    case 'flush':
      await flush(message.timeoutMs)
      return post({ type: 'flushed' })
  }
}

parentPort?.on('message', (message: ToRunThread) => void handle(message))
post({ type: 'ready' })
