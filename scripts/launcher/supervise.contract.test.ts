import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive } from '../processes/is-alive'
import { waitUntil } from '../processes/wait-until'
import { startWatchdog, type Watchdog } from '../processes/watchdog'
import { startProgram } from '../test/start-program'
import { PROJECT_ROOT } from './project-root'
import { type Supervised, supervise } from './supervise'

const TREE = 'scripts/launcher/test-programs/parent-of-sleeper.mjs'
const HOLDER = 'scripts/launcher/test-programs/hold-supervised.ts'

let watchdog: Watchdog
let lines: string[]
let crashes: { reason: string; againInMs: number }[]
let supervised: Supervised | undefined

beforeEach(() => {
  watchdog = startWatchdog()
  lines = []
  crashes = []
})

afterEach(async () => {
  await supervised?.stop(0)
  watchdog.close()
})

function start(args: string[]): Supervised {
  supervised = supervise({
    args,
    cwd: PROJECT_ROOT,
    env: process.env,
    watchdog,
    onLine: (line) => lines.push(line),
    onCrash: (reason, againInMs) => crashes.push({ reason, againInMs }),
    backOff: { firstMs: 40, maxMs: 160, stableMs: 10_000 },
  })
  return supervised
}

/** The process numbers that the tree printed, the last time it started. */
async function treeOf(started: number): Promise<{ pid: number; child: number }> {
  expect(await waitUntil(() => lines.length >= started, { timeoutMs: 10_000 })).toBe(true)
  return JSON.parse(lines[started - 1] ?? '')
}

test('a process that ends is started again, later after each quick crash, and the reason is told', async () => {
  start(['-e', 'process.exit(7)'])
  expect(await waitUntil(() => crashes.length >= 4, { timeoutMs: 10_000 })).toBe(true)
  expect(crashes.slice(0, 4).map((crash) => crash.againInMs)).toEqual([40, 80, 160, 160])
  expect(crashes[0]?.reason).toBe('ended with code 7')
})

test('a process killed from outside comes back, and what it had started goes with it', async () => {
  start([TREE])
  const first = await treeOf(1)
  process.kill(first.pid, 'SIGKILL')
  const second = await treeOf(2)
  expect(second.pid).not.toBe(first.pid)
  expect(crashes[0]?.reason).toBe('was ended by SIGKILL')
  expect(await waitUntil(() => !isAlive(first.child), { timeoutMs: 2_000 })).toBe(true)
})

test('a stop ends the process and its children, and it does not come back', async () => {
  const { stop } = start([TREE])
  const { pid, child } = await treeOf(1)
  await stop(2_000)
  expect(await waitUntil(() => !isAlive(pid) && !isAlive(child), { timeoutMs: 1_000 })).toBe(true)
  expect(crashes).toEqual([])
})

test('a tree that ignores the request is killed after the grace', async () => {
  const { stop } = start([TREE, 'stubborn'])
  const { pid, child } = await treeOf(1)
  const startedAt = Date.now()
  await stop(500)
  expect(await waitUntil(() => !isAlive(pid) && !isAlive(child), { timeoutMs: 1_000 })).toBe(true)
  expect(Date.now() - startedAt).toBeLessThan(3_000)
})

test('a stop during the wait after a crash is final', async () => {
  const { stop } = start(['-e', 'console.log("up"); process.exit(1)'])
  expect(await waitUntil(() => crashes.length === 1, { timeoutMs: 10_000, everyMs: 1 })).toBe(true)
  await stop(100)
  const runs = lines.length
  expect(await waitUntil(() => lines.length > runs, { timeoutMs: 300 })).toBe(false)
})

test.each([['polite'], ['stubborn']])(
  'kill -9 of the supervisor leaves no process of a %s tree after 3 s',
  async (manner) => {
    const holder = startProgram(HOLDER, [manner])
    const { pid, child } = JSON.parse(await holder.firstLine)
    holder.child.kill('SIGKILL')
    expect(await waitUntil(() => !isAlive(pid) && !isAlive(child), { timeoutMs: 3_000 })).toBe(true)
  },
)
