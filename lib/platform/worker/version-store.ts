import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { TaskVersion } from './task-version'

/** Runs stay on the version they started with, so old ones are kept for a while, across restarts too. */
const KEPT_VERSIONS = 10

/** The registered versions whose code is on disk, newest last. */
export class VersionStore {
  private versions: TaskVersion[] = []

  constructor(
    private readonly file: string,
    private readonly bundlesDirectory: string,
  ) {}

  async load(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch(() => '[]')
    const parsed = z.array(TaskVersion).safeParse(parseJson(text))
    const known = parsed.success ? parsed.data : []
    this.versions = known.filter((version) => existsSync(join(this.bundlesDirectory, version.bundle)))
  }

  get current(): TaskVersion | undefined {
    return this.versions.at(-1)
  }

  get older(): TaskVersion[] {
    return this.versions.slice(0, -1)
  }

  find(workerId: string): TaskVersion | undefined {
    return this.versions.find((version) => version.workerId === workerId)
  }

  /** `inUse`: worker ids that must stay although they are old. */
  async makeCurrent(version: TaskVersion, inUse: ReadonlySet<string>): Promise<void> {
    const others = this.versions.filter((known) => known.workerId !== version.workerId)
    const all = [...others, version]
    this.versions = all.filter((known, index) => index >= all.length - KEPT_VERSIONS || inUse.has(known.workerId))
    const unfinished = `${this.file}.unfinished`
    await writeFile(unfinished, JSON.stringify(this.versions), { mode: 0o600 })
    await rename(unfinished, this.file)
    await this.removeUnusedBundles()
  }

  private async removeUnusedBundles(): Promise<void> {
    const used = new Set(this.versions.map((version) => version.bundle))
    for (const folder of await readdir(this.bundlesDirectory)) {
      if (!used.has(folder)) await rm(join(this.bundlesDirectory, folder), { recursive: true, force: true })
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return []
  }
}
