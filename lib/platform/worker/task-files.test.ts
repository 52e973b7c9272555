import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findTaskFiles } from './task-files'

let project: string

beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'task-files-'))
})

afterEach(async () => {
  await rm(project, { recursive: true })
})

async function files(...paths: string[]) {
  for (const path of paths) {
    await mkdir(dirname(join(project, path)), { recursive: true })
    await writeFile(join(project, path), '')
  }
}

test('task files are found at any depth, in a stable order, and only sources count', async () => {
  await files('trigger/b.ts', 'trigger/a.tsx', 'trigger/deep/c.mts', 'trigger/types.d.ts', 'trigger/notes.md')
  expect((await findTaskFiles(project, {})).files).toEqual(['trigger/a.tsx', 'trigger/b.ts', 'trigger/deep/c.mts'])
})

test('tests are no task files unless the configuration says what to ignore instead', async () => {
  await files('trigger/a.ts', 'trigger/a.test.ts', 'trigger/lib/db.ts')
  expect((await findTaskFiles(project, {})).files).toEqual(['trigger/a.ts', 'trigger/lib/db.ts'])
  const found = await findTaskFiles(project, { dirs: ['./trigger'], ignorePatterns: ['trigger/lib/**'] })
  expect(found.files).toEqual(['trigger/a.test.ts', 'trigger/a.ts'])
})

test('init.ts of a task folder is the init file, one deeper down is a task file', async () => {
  await files('trigger/init.ts', 'trigger/deep/init.ts', 'trigger/a.ts')
  expect(await findTaskFiles(project, { dirs: ['trigger/'] })).toEqual({
    files: ['trigger/a.ts', 'trigger/deep/init.ts'],
    init: 'trigger/init.ts',
  })
})

test('a folder that does not exist has no tasks', async () => {
  expect(await findTaskFiles(project, { dirs: ['./jobs'] })).toEqual({ files: [], init: null })
})
