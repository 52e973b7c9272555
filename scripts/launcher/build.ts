import { createRequire } from 'node:module'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'
import type { Watchdog } from '../processes/watchdog'
import type { LineLog } from './line-log'
import { fingerprint, stampBuild } from './needs-build'
import { PROJECT_ROOT } from './project-root'
import { spawnGroup } from './spawn-group'

interface BuildOptions {
  watchdog: Watchdog
  log: LineLog
  signal: AbortSignal
}

/** The file that the `next` command runs. */
export function nextCommand(): string {
  const require = createRequire(path.join(PROJECT_ROOT, 'package.json'))
  return require.resolve('next/dist/bin/next')
}

/** Builds the app with its output on the terminal. */
export async function buildApp({ watchdog, log, signal }: BuildOptions): Promise<void> {
  const startedAt = Date.now()
  const sources = await fingerprint(PROJECT_ROOT)
  const build = spawnGroup({
    args: [nextCommand(), 'build'],
    cwd: PROJECT_ROOT,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    watchdog,
    onLine: (line) => log('build', line),
  })
  const stop = () => void build.stop(1_000)
  signal.addEventListener('abort', stop, { once: true })
  const { code, reason } = await build.exited
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  if (code !== 0) throw new ExpectedProblem(`The build failed (it ${reason}). What it said is above.`)
  await stampBuild(PROJECT_ROOT, sources)
  log('build', `done in ${Math.round((Date.now() - startedAt) / 1000)} s`)
}
