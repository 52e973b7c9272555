import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleThreadEntries } from './bundle-thread'
import { createEngineClient, type EngineClient } from './engine-client'
import type { WorkerSettings } from './env'
import { HeldRunsFile } from './held-runs-file'
import { linkPackages } from './link-packages'
import type { WorkerLog } from './log'
import { RunLoop } from './run-loop'
import { openRunNotifications } from './run-notifications'
import { ThreadPool } from './thread-pool'
import { VersionPublisher } from './version-publisher'
import { VersionStore } from './version-store'

/** All processes of the machine must be gone three seconds after the signal; threads and sockets need some of them. */
const DRAIN_MS = 1_500

export interface RunningWorker {
  stop: () => Promise<void>
}

export async function startWorker(settings: WorkerSettings, log: WorkerLog): Promise<RunningWorker> {
  const { projectDirectory, dataDirectory, taskEnvironment: environment } = settings
  const bundlesDirectory = join(dataDirectory, 'bundles')
  await mkdir(bundlesDirectory, { recursive: true })
  await linkPackages(projectDirectory, dataDirectory)
  // A folder per process: a worker that is being replaced must not have its code changed under it.
  const threadDirectory = join(dataDirectory, `threads-${process.pid}`)
  const entries = await bundleThreadEntries(threadDirectory)

  const client = createEngineClient({
    ...settings,
    onSilence: (path, reason) => log.warn({ path, reason }, 'the platform does not answer; trying on'),
  })
  const versions = new VersionStore(join(dataDirectory, 'versions.json'), bundlesDirectory)
  await versions.load()
  const heldRuns = new HeldRunsFile(join(dataDirectory, 'held-runs.json'), (error) => {
    log.error({ err: error }, 'the list of held runs could not be written')
  })
  const pool = new ThreadPool({ entry: entries.run, bundlesDirectory, environment, warm: settings.slots, log })
  const publisher = new VersionPublisher({
    projectDirectory,
    bundlesDirectory,
    indexEntry: entries.index,
    environment,
    client,
    versions,
    versionsInUse: () => loop.versionsInUse,
    onPublished: (version, variables) => {
      pool.use(version, variables)
      loop.useNewVersion()
    },
    log,
  })
  const loop = new RunLoop({
    client,
    pool,
    versions,
    heldRuns,
    openNotifications: (onChange) => openRunNotifications(settings, onChange),
    registerAgain: () => publisher.registerAgain(),
    limits: settings,
    log,
  })
  const stopping = new AbortController()
  await Promise.all([giveBackLostRuns(client, heldRuns, stopping.signal, log), publisher.publish()])
  if (versions.current) pool.use(versions.current, publisher.variables)
  const fetching = loop.run()
  const watching = settings.watch
    ? publisher.watch().catch((error: unknown) => log.error({ err: error }, 'the sources are not watched any more'))
    : null
  return {
    async stop() {
      stopping.abort()
      publisher.stop()
      await loop.drain(DRAIN_MS)
      await Promise.all([pool.close(), fetching, watching])
      await rm(threadDirectory, { recursive: true, force: true })
    },
  }
}

/** What a crashed predecessor held goes on at once, instead of when its heartbeat is missed. */
async function giveBackLostRuns(
  client: EngineClient,
  heldRuns: HeldRunsFile,
  signal: AbortSignal,
  log: WorkerLog,
): Promise<void> {
  const lost = await heldRuns.readLost()
  if (lost.length > 0) {
    log.info({ runs: lost.length }, 'giving back the runs of a worker that ended without doing so')
    await client.disconnect(lost, signal)
  }
  await heldRuns.save()
}
