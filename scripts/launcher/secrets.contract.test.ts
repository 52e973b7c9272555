import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../test/start-program'
import { loadSecrets } from './secrets'

let dataDir: string

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'signalbox-secrets-test-'))
})

afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('processes that start at the same moment all get the same secrets', async () => {
  const startAt = String(Date.now() + 2_500)
  const programs = Array.from({ length: 4 }, () =>
    startProgram('scripts/launcher/test-programs/load-secrets.ts', [dataDir, startAt]),
  )
  const answers = await Promise.all(programs.map((program) => program.firstLine))
  expect(new Set(answers).size).toBe(1)
  expect(await readdir(dataDir)).toEqual(['secrets.json'])
})

test('secrets are made once, have the shapes that the SDK expects, and only their owner reads them', async () => {
  const secrets = await loadSecrets(dataDir)
  expect(secrets.secretKey).toMatch(/^tr_dev_[0-9a-f]{40}$/)
  expect(secrets.accessToken).toMatch(/^tr_pat_/)
  expect(secrets.authSecret.length).toBeGreaterThanOrEqual(32)
  expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect(await loadSecrets(dataDir)).toEqual(secrets)
})

test('a damaged file is reported by its path and never replaced', async () => {
  const file = path.join(dataDir, 'secrets.json')
  await writeFile(file, '{"secretKey":"tr_dev_')
  await expect(loadSecrets(dataDir)).rejects.toThrow(`The secrets in ${file} are damaged`)
  await expect(loadSecrets(dataDir)).rejects.toThrow('damaged')
})
