import { type BuildResult, buildTasks, CONFIG_FILES } from './build-tasks'
import type { EngineClient } from './engine-client'
import { IndexError } from './index-error'
import type { WorkerLog } from './log'
import { registration } from './registration'
import { nextChange, type SourceStates, sourceStates, statesAfterBuild } from './source-watch'
import { findTaskFiles } from './task-files'
import type { TaskVersion } from './task-version'
import type { VersionStore } from './version-store'

interface PublisherOptions {
  projectDirectory: string
  bundlesDirectory: string
  indexEntry: string
  environment: Record<string, string>
  client: EngineClient
  versions: VersionStore
  /** Worker ids that runs in this process still use. */
  versionsInUse: () => ReadonlySet<string>
  onPublished: (version: TaskVersion, variables: Record<string, string>) => void
  log: WorkerLog
}

/** Makes the sources a version the platform knows. Sources with an error change nothing: the last good version stays. */
export class VersionPublisher {
  /** What the sources were last built to, accepted or not. */
  private last: BuildResult | null = null
  /** What the platform accepted last. Code that it refused is sent again with every look, so that its error stays. */
  private registered: BuildResult | null = null
  /** What the platform last said tasks find in process.env. */
  variables: Record<string, string> = {}
  private readonly stopped = new AbortController()

  constructor(private readonly options: PublisherOptions) {}

  async publish(): Promise<void> {
    const { client, log } = this.options
    const { signal } = this.stopped
    try {
      await this.readVariables()
      const environment = { ...this.options.environment, ...this.variables }
      const result = await buildTasks({ ...this.options, environment })
      this.last = result
      const unchanged = this.registered?.built.contentHash === result.built.contentHash
      if (!unchanged) await this.register(result)
      await client.reportIndexError({ resolved: true }, signal)
    } catch (error) {
      if (!(error instanceof IndexError)) throw error
      const { file, line, column } = error.location
      log.error({ file, line, column }, `the task code has an error: ${error.message}`)
      await client.reportIndexError({ message: error.message, file, line, column }, signal)
    }
  }

  async registerAgain(): Promise<void> {
    if (this.registered) await this.register(this.registered)
  }

  async watch(): Promise<void> {
    const { signal } = this.stopped
    const look = () => this.lookAtSources()
    for (let last = await look(); ; ) {
      const before = await nextChange(look, last, signal)
      if (before === null) return
      await this.publish().catch((error: unknown) => this.options.log.error({ err: error }, 'publishing failed'))
      last = statesAfterBuild(before, await look(), this.last?.inputs ?? [])
    }
  }

  stop(): void {
    this.stopped.abort()
  }

  private async register(result: BuildResult): Promise<void> {
    const { client, versions, log } = this.options
    const { built, queues } = result
    const answer = await client.registerVersion(registration(built, queues), this.stopped.signal)
    if (this.stopped.signal.aborted) return
    if (!answer.ok) throw refusal(answer)
    this.registered = result
    const version = { ...built, workerId: answer.value.id, version: answer.value.version }
    await versions.makeCurrent(version, this.options.versionsInUse())
    log.info({ version: version.version, tasks: built.tasks.length }, 'version registered')
    this.options.onPublished(version, this.variables)
  }

  /** Task files may ask for them while they are loaded. A platform without them has said nothing of them. */
  private async readVariables(): Promise<void> {
    const answer = await this.options.client.variables(this.stopped.signal)
    if (answer.ok) this.variables = answer.value
  }

  private async lookAtSources(): Promise<SourceStates> {
    const { projectDirectory } = this.options
    const { files, init } = await findTaskFiles(projectDirectory, this.last?.sources ?? {})
    const all = new Set([...files, ...(init ? [init] : []), ...(this.last?.inputs ?? []), ...CONFIG_FILES])
    return await sourceStates(projectDirectory, [...all])
  }
}

/** What the code itself is refused for (a bad cron expression) is shown like any other error in it. */
function refusal({ status, message }: { status: number; message: string }): Error {
  if (status !== 400 && status !== 422) return new Error(`The platform refused the task code: ${status} ${message}`)
  return new IndexError(message)
}
