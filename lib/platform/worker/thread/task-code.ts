import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type AnyOnCatchErrorHookFunction,
  type AnyOnFailureHookFunction,
  type AnyOnInitHookFunction,
  type AnyOnStartHookFunction,
  type AnyOnSuccessHookFunction,
  lifecycleHooks,
  resourceCatalog,
  type TaskMetadataWithFunctions,
  type TriggerConfig,
} from '@trigger.dev/core/v3'
import type { RunThreadData } from './run-messages'

const load = (data: RunThreadData, entry: string): Promise<Record<string, unknown>> =>
  import(pathToFileURL(join(data.bundleDirectory, entry)).href)

/** trigger.config.ts, with the hooks it declares registered for every task. */
export async function loadConfig(data: RunThreadData): Promise<TriggerConfig> {
  const module = await load(data, data.configEntry)
  const config = (module.default ?? module.config) as TriggerConfig
  const id = 'config'
  if (config.init) lifecycleHooks.registerGlobalInitHook({ id, fn: config.init as AnyOnInitHookFunction })
  if (config.onStart) lifecycleHooks.registerGlobalStartHook({ id, fn: config.onStart as AnyOnStartHookFunction })
  if (config.onSuccess)
    lifecycleHooks.registerGlobalSuccessHook({ id, fn: config.onSuccess as AnyOnSuccessHookFunction })
  if (config.onFailure)
    lifecycleHooks.registerGlobalFailureHook({ id, fn: config.onFailure as AnyOnFailureHookFunction })
  if (module.handleError) {
    lifecycleHooks.registerGlobalCatchErrorHook({ id, fn: module.handleError as AnyOnCatchErrorHookFunction })
  }
  return config
}

/** The task, its file imported on first use; null when the version has no such task. */
export async function loadTask(data: RunThreadData, id: string): Promise<TaskMetadataWithFunctions | null> {
  const known = resourceCatalog.getTask(id)
  if (known) return known
  const place = data.tasks[id]
  if (!place) return null
  resourceCatalog.setCurrentFileContext(place.source, place.entry)
  try {
    if (data.initEntry) await load(data, data.initEntry)
    await load(data, place.entry)
  } finally {
    resourceCatalog.clearCurrentFileContext()
  }
  return resourceCatalog.getTask(id) ?? null
}
