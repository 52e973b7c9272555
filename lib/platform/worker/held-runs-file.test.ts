import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HeldRunsFile } from './held-runs-file'

const onError = vi.fn()
let folder: string
let path: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'held-runs-'))
  path = join(folder, 'held-runs.json')
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

test('the file names the runs held at the end of a burst of changes', async () => {
  const file = new HeldRunsFile(path, onError)
  for (let index = 0; index < 50; index += 1) file.add(`run_${index}`)
  for (let index = 0; index < 48; index += 1) file.remove(`run_${index}`)
  await file.save()
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ pid: process.pid, runIds: ['run_48', 'run_49'] })
})

test('runs of a process that is gone are lost', async () => {
  await writeFile(path, JSON.stringify({ pid: 2 ** 22 + 1, runIds: ['run_a'] }))
  expect(await new HeldRunsFile(path, onError).readLost()).toEqual(['run_a'])
})

test('runs of a process that is alive are not', async () => {
  await writeFile(path, JSON.stringify({ pid: process.ppid, runIds: ['run_a'] }))
  expect(await new HeldRunsFile(path, onError).readLost()).toEqual([])
})

test('a missing or damaged file means no lost runs', async () => {
  expect(await new HeldRunsFile(path, onError).readLost()).toEqual([])
  await writeFile(path, '{"pid":')
  expect(await new HeldRunsFile(path, onError).readLost()).toEqual([])
})

test('a folder that cannot be written to is reported and does not throw', async () => {
  const file = new HeldRunsFile(join(folder, 'missing', 'held-runs.json'), onError)
  file.add('run_a')
  await file.save()
  expect(onError).toHaveBeenCalledOnce()
})
