import {
  apiClientManager,
  clock,
  heartbeats,
  inputStreams,
  lifecycleHooks,
  localsAPI,
  realtimeStreams,
  resetIdempotencyKeyCatalog,
  resourceCatalog,
  runMetadata,
  runTimelineMetrics,
  runtime,
  sessionStreams,
  taskContext,
  timeout,
  traceContext,
  waitUntil,
} from '@trigger.dev/core/v3'
import {
  DevUsageManager,
  DurableClock,
  getEnvVar,
  getNumberEnvVar,
  SharedRuntimeManager,
  StandardHeartbeatsManager,
  StandardInputStreamManager,
  StandardLifecycleHooksManager,
  StandardLocalsManager,
  StandardMetadataManager,
  StandardRealtimeStreamsManager,
  StandardResourceCatalog,
  StandardRunTimelineMetricsManager,
  StandardSessionStreamManager,
  StandardTraceContextManager,
  StandardWaitUntilManager,
  UsageTimeoutManager,
  usage,
} from '@trigger.dev/core/v3/workers'
import type { FromRunThread } from './run-messages'

/** How often a long task that never waits lets the event loop turn when it calls heartbeats.yield(). */
const YIELD_INTERVAL_MS = 20_000

export type Realm = ReturnType<typeof openRealm>

/**
 * The SDK finds its runtime in registries on globalThis, one set per thread. This fills them; `reset` empties them
 * between two runs of the thread.
 */
export function openRealm(post: (message: FromRunThread) => void) {
  const client = apiClientManager.clientOrThrow()
  const streamUrl = getEnvVar('TRIGGER_STREAM_URL') ?? getEnvVar('TRIGGER_API_URL') ?? ''
  const usageManager = new DevUsageManager()
  const managers = {
    locals: new StandardLocalsManager(),
    hooks: new StandardLifecycleHooksManager(),
    timeline: new StandardRunTimelineMetricsManager(),
    usage: usageManager,
    timeout: new UsageTimeoutManager(usageManager),
    catalog: new StandardResourceCatalog(),
    trace: new StandardTraceContextManager(),
    clock: new DurableClock(),
    metadata: new StandardMetadataManager(client),
    streams: new StandardRealtimeStreamsManager(client, streamUrl, false),
    inputs: new StandardInputStreamManager(client, streamUrl, false),
    sessions: new StandardSessionStreamManager(client, streamUrl, false),
    waitUntil: new StandardWaitUntilManager(getNumberEnvVar('TRIGGER_WAIT_UNTIL_TIMEOUT_MS', 60_000)),
    heartbeats: new StandardHeartbeatsManager(YIELD_INTERVAL_MS),
    runtime: new SharedRuntimeManager(suspensionChannel(post), false),
  }
  localsAPI.setGlobalLocalsManager(managers.locals)
  lifecycleHooks.setGlobalLifecycleHooksManager(managers.hooks)
  runTimelineMetrics.setGlobalManager(managers.timeline)
  usage.setGlobalUsageManager(managers.usage)
  timeout.setGlobalManager(managers.timeout)
  resourceCatalog.setGlobalResourceCatalog(managers.catalog)
  traceContext.setGlobalManager(managers.trace)
  clock.setGlobalClock(managers.clock)
  runMetadata.setGlobalManager(managers.metadata)
  realtimeStreams.setGlobalManager(managers.streams)
  inputStreams.setGlobalManager(managers.inputs)
  sessionStreams.setGlobalManager(managers.sessions)
  waitUntil.setGlobalManager(managers.waitUntil)
  heartbeats.setGlobalManager(managers.heartbeats)
  runtime.setGlobalRuntimeManager(managers.runtime)
  return { ...managers, reset: () => resetManagers(managers) }
}

function resetManagers(managers: Omit<Realm, 'reset'>): void {
  const { catalog: _keepsTheTasks, ...perRun } = managers
  for (const manager of Object.values(perRun)) manager.reset()
  taskContext.disable()
  resetIdempotencyKeyCatalog()
  // A run is not over before what it streams has arrived.
  managers.waitUntil.register({
    requiresResolving: () => managers.streams.hasActiveStreams(),
    promise: (timeoutMs) => managers.streams.waitForAllStreams(timeoutMs),
  })
}

type SuspensionChannel = ConstructorParameters<typeof SharedRuntimeManager>[0]

/** Of the CLI's process channel the runtime manager only uses `send`; what matters of it is whether the run waits. */
function suspensionChannel(post: (message: FromRunThread) => void): SuspensionChannel {
  const send = async (type: string, payload: unknown) => {
    if (type !== 'SET_SUSPENDABLE') return
    post({ type: 'waiting', waiting: (payload as { suspendable: boolean }).suspendable })
  }
  return { send } as unknown as SuspensionChannel
}
