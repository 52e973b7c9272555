import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { QueueManifest } from '@trigger.dev/core/v3'
import { stop as stopEsbuild } from 'esbuild'
import { bundleTasks } from './bundle-tasks'
import { IndexError } from './index-error'
import { openIndexer } from './index-tasks'
import { findTaskFiles, type TaskSources } from './task-files'
import type { BuiltTasks } from './task-version'

export const CONFIG_FILES = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'].map((extension) => `trigger.config.${extension}`)

export interface BuildResult {
  built: BuiltTasks
  queues: QueueManifest[]
  inputs: string[]
  sources: TaskSources
}

interface BuildPlace {
  projectDirectory: string
  bundlesDirectory: string
  indexEntry: string
  environment: Record<string, string>
}

/** Sources → a bundle on disk and the list of its tasks. Throws IndexError for anything wrong with the sources. */
export async function buildTasks(place: BuildPlace): Promise<BuildResult> {
  const { projectDirectory, bundlesDirectory } = place
  const config = CONFIG_FILES.find((file) => existsSync(join(projectDirectory, file)))
  if (!config) throw new IndexError('There is no trigger.config.ts.', { file: 'trigger.config.ts' })
  const indexer = openIndexer(place.indexEntry, projectDirectory, place.environment)
  try {
    const alone = await bundleTasks({ projectDirectory, bundlesDirectory, config, init: null, files: [] })
    const sources = await indexer.readConfig(join(alone.directory, alone.configEntry))
    const { files, init } = await findTaskFiles(projectDirectory, sources)
    const bundle = await bundleTasks({ projectDirectory, bundlesDirectory, config, init, files })
    const { tasks, queues } = await indexer.index(bundle)
    const folder = basename(bundle.directory)
    return {
      built: {
        bundle: folder,
        contentHash: createHash('sha256').update(folder).update(JSON.stringify({ tasks, queues })).digest('hex'),
        configEntry: bundle.configEntry,
        initEntry: bundle.initEntry,
        tasks,
      },
      queues,
      inputs: bundle.inputs,
      sources,
    }
  } finally {
    await Promise.all([indexer.close(), stopEsbuild()])
  }
}
