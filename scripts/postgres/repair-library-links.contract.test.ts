import { chmod, cp, lstat, mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../test/start-program'
import { spawnPostgresTool } from './postgres-command'
import { repairLibraryLinks } from './repair-library-links'
import { type Binaries, resolveBinaries } from './resolve-binaries'

const REPAIRER = 'scripts/postgres/test-programs/repair-links.ts'
const NOBODY = 65534

let folder: string
let binaries: Binaries
let cacheDir: string

/** The package as an install without scripts leaves it. */
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signalbox-links-test-'))
  await chmod(folder, 0o755)
  const installed = await resolveBinaries()
  binaries = { ...installed, native: path.join(folder, 'package', 'native') }
  cacheDir = path.join(folder, 'cache')
  await cp(installed.native, binaries.native, { recursive: true, verbatimSymlinks: true })
  const lib = path.join(binaries.native, 'lib')
  for (const name of await readdir(lib)) {
    if ((await lstat(path.join(lib, name))).isSymbolicLink()) await rm(path.join(lib, name))
  }
})

afterEach(async () => {
  await chmod(path.join(binaries.native, 'lib'), 0o755)
  await rm(folder, { recursive: true, force: true })
})

function exitCode(libraryPath: string | null): Promise<number | null> {
  const child = spawnPostgresTool({ binaries, libraryPath }, 'postgres', ['--version'])
  return new Promise((resolve) => child.on('exit', resolve))
}

test('links that an install without scripts left out are made, and the server finds its libraries again', async () => {
  expect(await exitCode(null)).not.toBe(0)
  expect(await repairLibraryLinks(binaries.native, cacheDir)).toBeNull()
  expect(await exitCode(null)).toBe(0)
  expect(await readlink(path.join(binaries.native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18')
})

test('links of a package that may not be written are made in the cache folder, and the server is told where', async () => {
  await chmod(path.join(binaries.native, 'lib'), 0o555)
  const libraryPath = await repairWithoutRights()
  expect(libraryPath).toBe(`${cacheDir}:${path.join(binaries.native, 'lib')}`)
  expect(await readdir(path.join(binaries.native, 'lib'))).not.toContain('libpq.so.5')
  expect(await exitCode(libraryPath)).toBe(0)
})

/** Root may write everywhere, so the repair runs in a process without that right. */
async function repairWithoutRights(): Promise<string> {
  await chmod(folder, 0o777)
  const user = process.getuid?.() === 0 ? String(NOBODY) : String(process.getuid?.())
  return startProgram(REPAIRER, [binaries.native, cacheDir, user]).firstLine
}
