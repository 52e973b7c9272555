import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from './test/start-program'

let dataDir: string
let environment: Record<string, string>

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'signalbox-start-test-'))
  environment = { SIGNALBOX_DATA_DIR: dataDir, TRIGGER_SECRET_KEY: '', TRIGGER_API_URL: '', DATABASE_URL: '', PORT: '' }
})

afterEach(() => rm(dataDir, { recursive: true, force: true }))

function npmStart(overrides: Record<string, string> = {}) {
  return startProgram('scripts/start.ts', ['start'], { ...environment, ...overrides })
}

test('a second start in the same folder is refused with the address of the first, and ends with code 1', async () => {
  const address = 'http://127.0.0.1:3201'
  const first = startProgram('scripts/launcher/test-programs/take-lock.ts', [dataDir, address])
  await first.firstLine
  const { code, output } = await npmStart().ended
  first.child.kill('SIGKILL')
  expect(code).toBe(1)
  expect(output).toContain(`Signalbox already runs on the data in ${dataDir}: ${address} (process ${first.child.pid})`)
})

test('a taken port is refused by its number before anything is started', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const { code, output } = await npmStart({ PORT: String(port) }).ended
  server.close()
  expect(code).toBe(1)
  expect(output).toContain(`Port ${port} is taken by process ${process.pid}`)
  expect((await readdir(dataDir)).sort()).toEqual(['instances', 'secrets.json'])
  expect(await readdir(path.join(dataDir, 'instances'))).toEqual([])
})

test('a bad variable is named without a stack', async () => {
  const { code, output } = await npmStart({ TRIGGER_API_URL: 'https://trigger.example' }).ended
  expect(code).toBe(1)
  expect(output).toContain('TRIGGER_API_URL is set but TRIGGER_SECRET_KEY is not')
  expect(output).not.toMatch(/^\s+at /m)
})

test('`npm run env` tells the same before and after, and `npm run reset` asks for consent, then removes everything', async () => {
  const print = () => startProgram('scripts/print-env.ts', [], environment).ended
  const before = await print()
  expect(before.output).toMatch(/^export TRIGGER_API_URL=\S+\nexport TRIGGER_SECRET_KEY=tr_dev_[0-9a-f]{40}\n/)
  expect(before.output).toMatch(/^export DATABASE_URL=postgres:\/\/\S+\/signalbox$/m)
  expect((await print()).output).toBe(before.output)

  const unsure = await startProgram('scripts/reset.ts', [], environment).ended
  expect(unsure).toMatchObject({ code: 1, output: expect.stringContaining('--yes') })
  expect(await readdir(dataDir)).toContain('secrets.json')
  const sure = await startProgram('scripts/reset.ts', ['--yes'], environment).ended
  expect(sure.code).toBe(0)
  await expect(readdir(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('`npm run reset` refuses while an instance runs', async () => {
  await startProgram('scripts/print-env.ts', [], environment).ended
  const first = startProgram('scripts/launcher/test-programs/take-lock.ts', [dataDir, 'http://127.0.0.1:3201'])
  await first.firstLine
  const { code, output } = await startProgram('scripts/reset.ts', ['--yes'], environment).ended
  first.child.kill('SIGKILL')
  expect(code).toBe(1)
  expect(output).toContain('Stop it first')
  expect(await readdir(dataDir)).toContain('secrets.json')
})
