import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fingerprint, needsBuild, stampBuild } from './needs-build'

let root: string

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'signalbox-build-test-'))
  await write('app/page.tsx', 'one')
  await write('lib/runs/runs.ts', 'one')
  await write('package-lock.json', '{}')
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

async function build(): Promise<void> {
  const sources = await fingerprint(root)
  await write('.next/BUILD_ID', Math.random().toString())
  await stampBuild(root, sources)
}

/** As when somebody ran `next build` by hand. */
async function buildWithoutStamp(): Promise<void> {
  await write('.next/BUILD_ID', Math.random().toString())
}

test('a tree that was never built has to be built', async () => {
  expect(await needsBuild(root)).toBe('there is no build yet')
})

test('a build that fits the sources is used, also when files were only touched', async () => {
  await build()
  const later = new Date(Date.now() + 60_000)
  await utimes(path.join(root, 'app/page.tsx'), later, later)
  expect(await needsBuild(root)).toBeNull()
})

test.each(['app/page.tsx', 'lib/runs/runs.ts', 'package-lock.json', 'proxy.ts'])(
  'a change of %s asks for a build',
  async (file) => {
    await build()
    await write(file, 'two')
    expect(await needsBuild(root)).toBe(`${file} has changed since the last build`)
  },
)

test('a removed page asks for a build', async () => {
  await build()
  await rm(path.join(root, 'app/page.tsx'))
  expect(await needsBuild(root)).toBe('app/page.tsx has changed since the last build')
})

test.each(['lib/platform/main.ts', 'trigger/import-csv.ts', 'lib/runs/runs.test.ts', 'docs/operations.md'])(
  'a change of %s, which the build does not read, does not',
  async (file) => {
    await build()
    await write(file, 'two')
    expect(await needsBuild(root)).toBeNull()
  },
)

test('what is edited during a build counts as a change', async () => {
  const sources = await fingerprint(root)
  await write('app/page.tsx', 'edited meanwhile')
  await write('.next/BUILD_ID', 'finished')
  await stampBuild(root, sources)
  expect(await needsBuild(root)).toBe('app/page.tsx has changed since the last build')
})

test('a build made by hand is judged by the times of the files', async () => {
  await build()
  await write('app/page.tsx', 'two')
  await buildWithoutStamp()
  expect(await needsBuild(root)).toBeNull()
  const later = new Date(Date.now() + 60_000)
  await utimes(path.join(root, 'lib/runs/runs.ts'), later, later)
  expect(await needsBuild(root)).toBe('lib/runs/runs.ts has changed since the last build')
})
