import type {
  CompletedWaitpoint,
  ServerBackgroundWorker,
  TaskRunExecution,
  TaskRunExecutionMetrics,
  TaskRunExecutionResult,
} from '@trigger.dev/core/v3'

/** Fixed for the life of a thread: it serves one version of the task code. */
export interface RunThreadData {
  bundleDirectory: string
  configEntry: string
  initEntry: string | null
  /** Task id → where it is defined: source and entry, both relative. */
  tasks: Record<string, { source: string; entry: string }>
  worker: ServerBackgroundWorker
}

export interface ExecuteRequest {
  execution: TaskRunExecution
  metrics: TaskRunExecutionMetrics
  isWarmStart: boolean
}

export type ToRunThread =
  | ({ type: 'execute' } & ExecuteRequest)
  | { type: 'resolve'; waitpoints: CompletedWaitpoint[] }
  | { type: 'cancel'; graceMs: number }
  | { type: 'flush'; timeoutMs: number }

export type FromRunThread =
  | { type: 'ready' }
  | { type: 'completed'; result: TaskRunExecutionResult }
  | { type: 'waiting'; waiting: boolean }
  | { type: 'max-duration'; limitSeconds: number; activeSeconds: number }
  | { type: 'uncaught'; message: string; stack: string | undefined }
  /** Said at once, so that a thread stuck in a loop is told from one whose onCancel takes its time. */
  | { type: 'cancelling' }
  | { type: 'cancelled' }
  | { type: 'flushed' }
