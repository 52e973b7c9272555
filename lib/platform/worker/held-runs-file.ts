import { readFile, rename, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** Short runs come and go within it and never cost a write; what a crash in it loses, the missed heartbeat finds. */
const COLLECT_MS = 25

const HeldRuns = z.object({ pid: z.number(), runIds: z.array(z.string()) })

/**
 * The runs this process holds, on disk: after a crash the next worker reports them as lost, and they go on within
 * seconds instead of when their heartbeat is missed.
 */
export class HeldRunsFile {
  private readonly runIds = new Set<string>()
  private writing: Promise<void> | null = null
  private changed = false
  private written = ''

  constructor(
    private readonly path: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** What the previous process left. Nothing while that process is alive: then the runs are not lost. */
  async readLost(): Promise<string[]> {
    const text = await readFile(this.path, 'utf8').catch(() => null)
    if (text === null) return []
    const parsed = HeldRuns.safeParse(parseJson(text))
    if (!parsed.success || isAnotherProcess(parsed.data.pid)) return []
    return parsed.data.runIds
  }

  add(runId: string): void {
    this.runIds.add(runId)
    void this.save()
  }

  remove(runId: string): void {
    if (this.runIds.delete(runId)) void this.save()
  }

  /** Resolves when the file is up to date. Changes share writes. */
  save(): Promise<void> {
    this.changed = true
    // Without the file a crash costs the runs a minute; a full disk must not cost them the worker.
    this.writing ??= this.writeWhileChanged()
      .catch(this.onError)
      .finally(() => {
        this.writing = null
      })
    return this.writing
  }

  private async writeWhileChanged(): Promise<void> {
    while (this.changed) {
      await sleep(COLLECT_MS)
      this.changed = false
      const content = JSON.stringify({ pid: process.pid, runIds: [...this.runIds] })
      if (content === this.written) continue
      const unfinished = `${this.path}.unfinished`
      await writeFile(unfinished, content, { mode: 0o600 })
      await rename(unfinished, this.path)
      this.written = content
    }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isAnotherProcess(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
