import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { resourceCatalog, type TriggerConfig } from '@trigger.dev/core/v3'
import { StandardResourceCatalog } from '@trigger.dev/core/v3/workers'
import { payloadSchema } from '../payload-schema'
import { withConfigDefaults } from '../task-manifests'
import type { IndexedTasks, IndexReply, IndexRequest } from './index-messages'

/** Imports the project's files to learn which tasks they define. A thread, because they may do anything when imported. */

const catalog = new StandardResourceCatalog()
resourceCatalog.setGlobalResourceCatalog(catalog)
process.setSourceMapsEnabled(true)

class FileFailure extends Error {
  constructor(
    readonly file: string | null,
    readonly reason: unknown,
  ) {
    super('a file failed to load')
  }
}

async function importFile(path: string, file: string | null): Promise<Record<string, unknown>> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    throw new FileFailure(file, error)
  }
}

async function importConfig(path: string): Promise<TriggerConfig> {
  const module = await importFile(path, 'trigger.config.ts')
  return (module.default ?? module.config ?? {}) as TriggerConfig
}

async function index(request: Extract<IndexRequest, { type: 'index' }>): Promise<IndexedTasks> {
  const config = await importConfig(request.configPath)
  if (request.initPath) await importFile(request.initPath, null)
  for (const { source, entry } of request.files) {
    catalog.setCurrentFileContext(source, entry)
    await importFile(join(request.bundleDirectory, entry), source)
    catalog.clearCurrentFileContext()
  }
  refuseSharedIds()
  const tasks = catalog.listTaskManifests().map((task) => {
    const schema = payloadSchema(catalog.getTaskSchema(task.id))
    return withConfigDefaults(schema === undefined ? task : { ...task, payloadSchema: schema }, config)
  })
  return { tasks, queues: catalog.listQueueManifests() }
}

function refuseSharedIds(): void {
  const [collision] = catalog.listTaskIdCollisions()
  if (!collision) return
  const files = [...new Set(collision.filePaths)]
  const where = files.length === 1 ? `twice in ${files[0]}` : `in ${files.join(' and ')}`
  throw new FileFailure(files.at(-1) ?? null, new Error(`Two tasks have the id "${collision.id}": ${where}.`))
}

async function answer(request: IndexRequest): Promise<IndexReply> {
  if (request.type === 'read-config') {
    const { dirs, ignorePatterns } = await importConfig(request.configPath)
    return { type: 'config', sources: { dirs, ignorePatterns } }
  }
  return { type: 'indexed', indexed: await index(request) }
}

function failure(error: unknown): IndexReply {
  const file = error instanceof FileFailure ? error.file : null
  const reason = error instanceof FileFailure ? error.reason : error
  if (!(reason instanceof Error)) return { type: 'failed', file, message: String(reason), stack: undefined }
  return { type: 'failed', file, message: reason.message, stack: reason.stack }
}

function reply(message: IndexReply): void {
  // Manifests are user objects and may carry functions, which cannot be posted; the platform takes JSON anyway.
  parentPort?.postMessage(JSON.parse(JSON.stringify(message)))
}

parentPort?.on('message', (request: IndexRequest) => {
  answer(request).then(reply, (error: unknown) => reply(failure(error)))
})
