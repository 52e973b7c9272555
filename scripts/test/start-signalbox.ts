import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../processes/free-port'

/** Node itself with the loader, not the tsx command: that would be one more process between us and the launcher. */
const TSX = ['--import', 'tsx']

export interface Signalbox {
  /** http://127.0.0.1:PORT */
  readonly origin: string
  /** The one-time link of the first start; null once an operator exists. */
  readonly firstRunLink: string | null
  readonly dataDir: string
  /** What `npm run env` prints: how any Trigger.dev client reaches the platform. */
  readonly triggerEnv: Record<string, string>
  /** Everything the launcher and its processes printed so far. */
  output(): string
  /** Ctrl-C; resolves with the seconds it took. */
  stop(): Promise<number>
  /** Starts again on the same data and ports. */
  start(): Promise<void>
  /** Stops and removes the data. */
  dispose(): Promise<void>
}

/** Starts the product as a person does (`npm start`), on its own data and ports. */
export async function startSignalbox(overrides: Record<string, string> = {}): Promise<Signalbox> {
  const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-e2e-'))
  const [port, platformPort] = [await freePort(), await freePort()]
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...process.env,
    SIGNALBOX_DATA_DIR: dataDir,
    PORT: String(port),
    PLATFORM_PORT: String(platformPort),
    ...overrides,
  }
  let child: ChildProcess | null = null
  let output = ''

  async function start() {
    const launcher = spawn(process.execPath, [...TSX, 'scripts/start.ts', 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child = launcher
    const since = output.length
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        output += chunk.toString()
        if (/Signalbox is ready at [\s\S]+?\n\n/.test(output.slice(since))) resolve()
      }
      launcher.stdout.on('data', read)
      launcher.stderr.on('data', read)
      launcher.once('exit', (code) => reject(new Error(`npm start ended with ${code}:\n${output.slice(since)}`)))
    })
  }

  async function stop() {
    const launcher = child
    if (!launcher || launcher.exitCode !== null) return 0
    const startedAt = Date.now()
    const ended = new Promise((resolve) => launcher.once('exit', resolve))
    launcher.kill('SIGINT')
    await ended
    child = null
    return (Date.now() - startedAt) / 1000
  }

  await start()
  return {
    origin,
    get firstRunLink() {
      return /http\S+\/first-run\?token=\S+/.exec(output)?.[0] ?? null
    },
    dataDir,
    get triggerEnv() {
      const lines = execFileSync(process.execPath, [...TSX, 'scripts/print-env.ts'], { env, encoding: 'utf8' })
        .trim()
        .split('\n')
      return Object.fromEntries(
        lines.map((line) => {
          const [, name = '', value = ''] = /^export (\w+)='?(.*?)'?$/.exec(line) ?? []
          return [name, value]
        }),
      )
    },
    output: () => output,
    stop,
    start,
    async dispose() {
      await stop()
      execFileSync(process.execPath, [...TSX, 'scripts/reset.ts', '--yes'], { env, stdio: 'ignore' })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
