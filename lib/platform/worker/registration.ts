import coreManifest from '@trigger.dev/core/package.json' with { type: 'json' }
import type { CreateBackgroundWorkerRequestBody, QueueManifest } from '@trigger.dev/core/v3/schemas'
import type { z } from 'zod'
import type { BuiltTasks } from './task-version'

/** What the platform is told of a version. The sources themselves stay here: nothing shows them. */
export function registration(
  built: BuiltTasks,
  queues: QueueManifest[],
): z.input<typeof CreateBackgroundWorkerRequestBody> {
  return {
    localOnly: true,
    engine: 'V2',
    supportsLazyAttempts: true,
    metadata: {
      packageVersion: coreManifest.version,
      cliPackageVersion: coreManifest.version,
      contentHash: built.contentHash,
      runtime: 'node',
      runtimeVersion: process.versions.node,
      tasks: built.tasks.map(({ entryPoint: _local, ...task }) => task),
      queues,
      sourceFiles: [],
    },
  }
}
