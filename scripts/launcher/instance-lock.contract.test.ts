import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../test/start-program'
import { findInstance, lockInstance } from './instance-lock'

const PROGRAM = 'scripts/launcher/test-programs/take-lock.ts'

let dataDir: string
let holders: ReturnType<typeof startProgram>[]

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'signalbox-lock-test-'))
  holders = []
})

afterEach(async () => {
  for (const { child } of holders) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

function holdLock(address: string, startAt = 0) {
  const holder = startProgram(PROGRAM, [dataDir, address, String(startAt)])
  holders.push(holder)
  return holder
}

test('a second instance learns the address of the first', async () => {
  await holdLock('http://127.0.0.1:3201').firstLine
  expect(JSON.parse(await holdLock('http://second').firstLine)).toEqual({ got: false, holder: 'http://127.0.0.1:3201' })
  expect(await findInstance(dataDir)).toMatchObject({ address: 'http://127.0.0.1:3201' })
})

test('of several that start at the same moment exactly one gets the folder', async () => {
  const startAt = Date.now() + 3_000
  const racers = Array.from({ length: 5 }, (_, index) => holdLock(`http://racer-${index}`, startAt))
  const answers = (await Promise.all(racers.map((racer) => racer.firstLine))).map((line) => JSON.parse(line))
  expect(answers.filter((answer) => answer.got)).toHaveLength(1)
})

test('a holder that was killed does not block the next, and leaves nothing behind', async () => {
  const first = holdLock('http://first')
  await first.firstLine
  first.child.kill('SIGKILL')
  await first.ended
  expect(await findInstance(dataDir)).toBeNull()
  const result = await lockInstance(dataDir, { address: 'http://next', platformPort: 3040 })
  if (!('lock' in result)) throw new Error('the dead holder blocked')
  expect(await readdir(path.join(dataDir, 'instances'))).toHaveLength(1)
  await result.lock.release()
  expect(await readdir(path.join(dataDir, 'instances'))).toEqual([])
})

test('a claim whose process number was given to another program is stale', async () => {
  const folder = path.join(dataDir, 'instances')
  await mkdir(folder)
  const claim = { pid: 1, birth: 'long ago', holds: true, address: 'http://old', platformPort: null }
  await writeFile(path.join(folder, '1-long-ago.json'), JSON.stringify(claim))
  expect(await findInstance(dataDir)).toBeNull()
})
