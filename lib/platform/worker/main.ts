import { readWorkerSettings } from './env'
import { createLog } from './log'
import { type RunningWorker, startWorker } from './start-worker'

const settings = readWorkerSettings()
const log = createLog(settings.logLevel)
const startedAt = performance.now()

let stopping = false
let worker: RunningWorker | null = null

async function stop(signal: string): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ signal }, 'stopping')
  // Before it is ready it holds no runs, so there is nothing to wait for.
  await worker?.stop()
  process.exit(0)
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

try {
  worker = await startWorker(settings, log)
  log.info({ bootMs: Math.round(performance.now() - startedAt) }, 'worker ready')
} catch (error) {
  log.fatal({ err: error }, 'the worker could not start')
  process.exit(1)
}
