import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { BackgroundWorkerMetadata } from '@trigger.dev/core/v3/schemas'
import type { TaskBundle } from './bundle-tasks'
import { IndexError, locateInStack } from './index-error'
import type { TaskSources } from './task-files'
import type { IndexedTasks, IndexReply, IndexRequest } from './thread/index-messages'

/** An import that never ends (a top-level await on something absent) must not leave the worker without an answer. */
const INDEX_TIMEOUT_MS = 30_000

export interface Indexer {
  readConfig: (configPath: string) => Promise<TaskSources>
  index: (bundle: TaskBundle) => Promise<IndexedTasks>
  close: () => Promise<void>
}

/** One short-lived thread that imports configuration and task files. */
export function openIndexer(entry: string, projectDirectory: string, environment: Record<string, string>): Indexer {
  const thread = new Worker(entry, { execArgv: ['--enable-source-maps'], env: environment, stdout: true, stderr: true })
  const ask = (request: IndexRequest) => askThread(thread, request, projectDirectory)
  return {
    async readConfig(configPath) {
      const reply = await ask({ type: 'read-config', configPath })
      return reply.type === 'config' ? reply.sources : {}
    },
    async index(bundle) {
      const reply = await ask({
        type: 'index',
        bundleDirectory: bundle.directory,
        configPath: join(bundle.directory, bundle.configEntry),
        initPath: bundle.initEntry && join(bundle.directory, bundle.initEntry),
        files: bundle.files,
      })
      if (reply.type !== 'indexed') throw new Error(`unexpected answer of the index thread: ${reply.type}`)
      return checked(reply.indexed)
    },
    close: async () => void (await thread.terminate()),
  }
}

function askThread(thread: Worker, request: IndexRequest, projectDirectory: string): Promise<IndexReply> {
  return new Promise((resolve, reject) => {
    const settled = new AbortController()
    const refuse = (message: string, stack?: string) => {
      settled.abort()
      reject(new IndexError(message, locateInStack(stack, projectDirectory)))
    }
    const timer = setTimeout(
      () => refuse(`Loading the task files took longer than ${INDEX_TIMEOUT_MS / 1000} s.`),
      INDEX_TIMEOUT_MS,
    )
    const onMessage = (reply: IndexReply) => {
      settled.abort()
      if (reply.type === 'failed') reject(asIndexError(reply, projectDirectory))
      else resolve(reply)
    }
    const onError = (error: Error) => refuse(error.message, error.stack)
    const onExit = (code: number) => refuse(`A task file ended the process with code ${code} while it was loaded.`)
    thread.on('message', onMessage).on('error', onError).on('exit', onExit)
    settled.signal.addEventListener('abort', () => {
      clearTimeout(timer)
      thread.off('message', onMessage).off('error', onError).off('exit', onExit)
    })
    thread.postMessage(request)
  })
}

function asIndexError(reply: Extract<IndexReply, { type: 'failed' }>, projectDirectory: string): IndexError {
  return new IndexError(reply.message, {
    ...(reply.file && { file: reply.file }),
    ...locateInStack(reply.stack, projectDirectory),
  })
}

/** What the platform would refuse is an error of the task file, so it is found and told here. */
function checked(indexed: IndexedTasks): IndexedTasks {
  for (const task of indexed.tasks) {
    const parsed = BackgroundWorkerMetadata.shape.tasks.element.safeParse(task)
    if (parsed.success) continue
    const [issue] = parsed.error.issues
    throw new IndexError(`Task "${task.id}": ${issue?.path.join('.')}: ${issue?.message}`, { file: task.filePath })
  }
  return indexed
}
