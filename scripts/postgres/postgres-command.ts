import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type { RunAs } from './is-reachable'
import type { Binaries } from './resolve-binaries'

export interface PostgresTools {
  binaries: Binaries
  /** Where the dynamic loader must look first, null when it needs no help. */
  libraryPath: string | null
  runAs?: RunAs
}

/** Runs one of the shipped programs with nothing of our own environment but what it needs, and in its own session. */
export function spawnPostgresTool(tools: PostgresTools, program: 'initdb' | 'postgres', args: string[]): ChildProcess {
  const { PATH, TZ } = process.env
  const loaderVariable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  const env: Record<string, string | undefined> = {
    PATH,
    ...(TZ && { TZ }),
    ...(tools.libraryPath && { [loaderVariable]: tools.libraryPath }),
  }
  return spawn(path.join(tools.binaries.native, 'bin', program), args, {
    // The folder we run in may be closed to the other user.
    cwd: '/',
    detached: true,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...tools.runAs,
  })
}
