import { setTimeout as sleep } from 'node:timers/promises'
import {
  attemptKey,
  lifecycleHooks,
  resourceCatalog,
  TaskRunContext,
  type TaskRunErrorCodes,
  type TaskRunExecution,
  type TaskRunExecutionResult,
  type TriggerConfig,
  taskContext,
  timeout,
} from '@trigger.dev/core/v3'
import { getNumberEnvVar, NO_FILE_CONTEXT, TaskExecutor, usage } from '@trigger.dev/core/v3/workers'
import type { Realm } from './realm'
import type { ExecuteRequest, RunThreadData } from './run-messages'
import { loadTask } from './task-code'
import type { openTelemetry } from './telemetry'

interface ThreadParts {
  data: RunThreadData
  config: TriggerConfig
  realm: Realm
  telemetry: ReturnType<typeof openTelemetry>
}

let executionCount = 0
let cancellation = new AbortController()

/** Runs one attempt to its end. Null when it was cancelled meanwhile: then the supervisor says how it ended. */
export async function executeAttempt(
  parts: ThreadParts,
  request: ExecuteRequest,
): Promise<TaskRunExecutionResult | null> {
  prepare(parts, request)
  const { execution } = request
  try {
    const task = await loadTask(parts.data, execution.task.id).catch((error: unknown) => error as Error)
    if (task instanceof Error) return refused(execution, 'COULD_NOT_IMPORT_TASK', task.message, task.stack)
    if (!task) {
      return refused(
        execution,
        'COULD_NOT_FIND_TASK',
        `Version ${parts.data.worker.version} has no task "${execution.task.id}".`,
      )
    }
    const executor = new TaskExecutor(task, {
      tracer: parts.telemetry.tracer,
      tracingSDK: parts.telemetry.tracing,
      consoleInterceptor: parts.telemetry.console,
      retries: parts.config.retries ?? {},
      isWarmStart: request.isWarmStart,
      executionCount: ++executionCount,
    })
    return await measured(parts.realm, execution, (signal) =>
      executor.execute(execution, TaskRunContext.parse(execution), signal),
    )
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error))
    return refused(execution, 'CONFIGURED_INCORRECTLY', reason.message, reason.stack)
  }
}

function prepare({ data, realm }: ThreadParts, request: ExecuteRequest): void {
  const { execution } = request
  cancellation = new AbortController()
  realm.reset()
  realm.trace.traceContext = execution.run.traceContext ?? {}
  realm.timeline.registerMetricsFromExecution(request.metrics, request.isWarmStart)
  realm.inputs.setRunId(execution.run.id, execution.run.realtimeStreamsVersion)
  realm.metadata.runId = execution.run.id
  realm.metadata.runIdIsRoot = execution.run.rootTaskRunId === undefined
  taskContext.setGlobalTaskContext({
    ctx: TaskRunContext.parse(execution),
    worker: data.worker,
    isWarmStart: request.isWarmStart,
  })
}

/** The clock of maxDuration, the periodic metadata flush and the usage run exactly as long as the attempt. */
async function measured(
  realm: Realm,
  execution: TaskRunExecution,
  execute: (signal: AbortSignal) => Promise<{ result: TaskRunExecutionResult }>,
): Promise<TaskRunExecutionResult | null> {
  realm.heartbeats.startHeartbeat(attemptKey(execution))
  realm.metadata.startPeriodicFlush(getNumberEnvVar('TRIGGER_RUN_METADATA_FLUSH_INTERVAL', 1000))
  realm.usage.setInitialState({ cpuTime: execution.run.durationMs ?? 0, costInCents: execution.run.costInCents ?? 0 })
  const measurement = usage.start()
  const overtime = timeout.abortAfterTimeout(execution.run.maxDuration)
  const cancelled = cancellation.signal
  // A task() that runs inside this run, by a dynamic import, registers instead of being dropped silently.
  resourceCatalog.setCurrentFileContext(NO_FILE_CONTEXT, NO_FILE_CONTEXT)
  try {
    const { result } = await execute(AbortSignal.any([cancelled, overtime.signal]))
    if (cancelled.aborted) return null
    const durationMs = Math.round(usage.stop(measurement).cpuTime)
    return { ...result, usage: { durationMs }, flushedMetadata: await realm.metadata.stopAndReturnLastFlush() }
  } finally {
    realm.heartbeats.stopHeartbeat()
    realm.timeout.reset()
    resourceCatalog.clearCurrentFileContext()
  }
}

/** Tells the task through its abort signal and onCancel; both get `graceMs` to end in good order. */
export async function cancelAttempt(graceMs: number): Promise<void> {
  cancellation.abort('run cancelled')
  await Promise.race([lifecycleHooks.callOnCancelHookListeners(), sleep(graceMs)])
}

function refused(
  execution: TaskRunExecution,
  code: TaskRunErrorCodes,
  message: string,
  stackTrace?: string,
): TaskRunExecutionResult {
  return {
    ok: false,
    id: execution.run.id,
    error: { type: 'INTERNAL_ERROR', code, message, ...(stackTrace && { stackTrace }) },
    usage: { durationMs: 0 },
  }
}
