import 'server-only'
import { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { findEnvironment } from '@/lib/environments'
import { triggerFetch, triggerResponseError } from '@/lib/trigger-client'
import { samplePayload, takesUpload } from './sample-payload'
import type { Task, TaskList } from './task'

const WorkerAnswer = z.object({
  worker: z.object({
    tasks: z.array(
      z.object({
        slug: z.string(),
        filePath: z.string().nullish(),
        triggerSource: z.string().nullish(),
        payloadSchema: z.unknown().optional(),
        queueConfig: z.unknown().optional(),
      }),
    ),
  }),
})

const QueuesAnswer = z.object({ data: z.array(z.object({ name: z.string(), type: z.string() })) })

const RunsAnswer = z.object({ data: z.array(z.object({ taskIdentifier: z.string() })) })

const WorkersAnswer = z.object({
  indexError: z
    .object({
      message: z.string(),
      file: z.string().nullish(),
      line: z.number().nullish(),
      column: z.number().nullish(),
    })
    .nullish(),
})

/** The tasks that can be started. Where the server cannot list them, the ones it has seen are offered instead. */
export async function listTasks(environment: string): Promise<TaskList> {
  await requireUser('tasks:read')
  const [registered, indexError] = await Promise.all([registeredTasks(environment), readIndexError(environment)])
  if (registered) return { tasks: registered, source: 'worker', indexError }
  return { tasks: await seenTasks(environment), source: 'seen', indexError }
}

/** Null where the server lacks the endpoint, does not accept our key for it, or has no worker yet. */
async function registeredTasks(environment: string): Promise<Task[] | null> {
  const { projectRef, slug, accessToken } = findEnvironment(environment)
  if (projectRef === undefined) return null
  const path = `/api/v1/projects/${encodeURIComponent(projectRef)}/${slug}/workers/current`
  const headers: HeadersInit = accessToken ? { authorization: `Bearer ${accessToken}` } : {}
  const response = await triggerFetch(environment, path, { headers })
  if (response.status >= 500) throw await triggerResponseError(response)
  const parsed = response.ok ? WorkerAnswer.safeParse(await response.json()) : undefined
  if (!parsed?.success) return null
  return parsed.data.worker.tasks
    .map((task) => ({
      id: task.slug,
      filePath: task.filePath ?? undefined,
      queue: queueName(task.queueConfig),
      scheduled: task.triggerSource === 'SCHEDULED',
      samplePayload: JSON.stringify(samplePayload(task.payloadSchema), null, 2),
      takesUpload: takesUpload(task.payloadSchema),
    }))
    .sort(byId)
}

async function seenTasks(environment: string): Promise<Task[]> {
  const [recent, queues] = await Promise.all([recentTaskIds(environment), taskQueues(environment)])
  const ids = new Set([...recent, ...queues])
  return [...ids].map((id) => ({ id, scheduled: false, samplePayload: '{}', takesUpload: false })).sort(byId)
}

async function recentTaskIds(environment: string): Promise<string[]> {
  const response = await triggerFetch(environment, `/api/v1/runs?${new URLSearchParams({ 'page[size]': '100' })}`)
  if (!response.ok) throw await triggerResponseError(response)
  const parsed = RunsAnswer.safeParse(await response.json())
  return parsed.success ? parsed.data.data.map((run) => run.taskIdentifier) : []
}

async function taskQueues(environment: string): Promise<string[]> {
  const response = await triggerFetch(environment, '/api/v1/queues?page=1&perPage=100')
  const parsed = response.ok ? QueuesAnswer.safeParse(await response.json()) : undefined
  if (!parsed?.success) return []
  return parsed.data.data.filter((queue) => queue.type === 'task').map((queue) => queue.name)
}

/** Only Signalbox's own platform reports this; elsewhere the answer is 404. */
async function readIndexError(environment: string): Promise<TaskList['indexError']> {
  const response = await triggerFetch(environment, '/signalbox/v1/workers')
  const parsed = response.ok ? WorkersAnswer.safeParse(await response.json()) : undefined
  const error = parsed?.data?.indexError
  if (!error) return null
  return {
    message: error.message,
    file: error.file ?? undefined,
    line: error.line ?? undefined,
    column: error.column ?? undefined,
  }
}

function queueName(config: unknown): string | undefined {
  const parsed = z.object({ name: z.string() }).safeParse(config)
  return parsed.data?.name
}

function byId(a: Task, b: Task): number {
  return a.id.localeCompare(b.id)
}
