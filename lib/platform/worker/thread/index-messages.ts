import type { QueueManifest, TaskManifest } from '@trigger.dev/core/v3'
import type { BundledFile } from '../bundle-tasks'
import type { TaskSources } from '../task-files'

export type IndexRequest =
  | { type: 'read-config'; configPath: string }
  | { type: 'index'; bundleDirectory: string; configPath: string; initPath: string | null; files: BundledFile[] }

export interface IndexedTasks {
  tasks: TaskManifest[]
  queues: QueueManifest[]
}

export type IndexReply =
  | { type: 'config'; sources: TaskSources }
  | { type: 'indexed'; indexed: IndexedTasks }
  | { type: 'failed'; file: string | null; message: string; stack: string | undefined }
