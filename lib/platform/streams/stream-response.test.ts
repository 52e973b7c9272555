import { setImmediate as turn } from 'node:timers/promises'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { ChangeLog } from '../realtime/change-log'
import { StreamHub } from './stream-hub'
import { streamResponse } from './stream-response'

const KEY = { runId: 'run1', name: 'answer', isInput: false }

/** A database that has a page for every question, or none, or fails; at once, so that after a turn nothing is under way. */
function deps(query: (...asked: unknown[]) => unknown) {
  const streams = new StreamHub(new ChangeLog())
  return { pool: { query: vi.fn(query) }, streams, log: pino({ level: 'silent' }) }
}

function answer(dependencies: ReturnType<typeof deps>, breakOff = () => {}) {
  const reading = { key: KEY, after: -1, inactivityMs: 60_000, framing: 'v1' as const, breakOff }
  const { body } = streamResponse(dependencies as never, reading)
  if (!body) throw new Error('An answer without a body')
  return body.getReader()
}

test('a reader that takes nothing is read nothing for', async () => {
  let seq = 0
  const full = deps(() => ({ rows: [{ is_ended: false, seq: seq++, data: '1', written_at: new Date(0) }] }))
  const reader = answer(full)
  await turn()
  expect(full.pool.query).toHaveBeenCalledTimes(0)
  await reader.read()
  await turn()
  expect(full.pool.query).toHaveBeenCalledTimes(1)
  await reader.cancel()
  expect(full.streams.size).toBe(0)
})

test('readers who look for the same page at the same time share it', async () => {
  const empty = deps(() => ({ rows: [{ is_ended: false, seq: null }] }))
  const readers = Array.from({ length: 200 }, () => answer(empty))
  for (const reader of readers) void reader.read()
  await turn()
  expect(empty.pool.query).toHaveBeenCalledTimes(1)
  empty.streams.wake('run1')
  await turn()
  expect(empty.pool.query).toHaveBeenCalledTimes(2)
  await Promise.all(readers.map((reader) => reader.cancel()))
  expect(empty.streams.size).toBe(0)
})

test('what is written during a look is looked for once more', async () => {
  const busy = deps(async () => {
    if (busy.pool.query.mock.calls.length === 1) busy.streams.wake('run1')
    return { rows: [{ is_ended: busy.pool.query.mock.calls.length > 1, seq: null }] }
  })
  expect(await answer(busy).read()).toEqual({ done: true, value: undefined })
  expect(busy.pool.query).toHaveBeenCalledTimes(2)
})

test('a failing database breaks the connection off instead of ending the stream', async () => {
  const broken = deps(() => Promise.reject(new Error('gone')))
  const breakOff = vi.fn()
  const reader = answer(broken, breakOff)
  void reader.read()
  await vi.waitFor(() => expect(breakOff).toHaveBeenCalledOnce())
  await reader.cancel()
  expect(broken.streams.size).toBe(0)
})

test('a reader that hangs up while it waits is no failure', async () => {
  const quiet = deps(() => ({ rows: [{ is_ended: false, seq: null }] }))
  const breakOff = vi.fn()
  const reader = answer(quiet, breakOff)
  void reader.read()
  await turn()
  await reader.cancel()
  await turn()
  expect(breakOff).not.toHaveBeenCalled()
  expect(quiet.streams.size).toBe(0)
})

test('a reader hears every ten seconds that nothing came, until its patience is over', async () => {
  vi.useFakeTimers()
  try {
    const quiet = deps(() => ({ rows: [{ is_ended: false, seq: null }] }))
    const reader = answer(quiet)
    const heard: string[] = []
    const reading = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read())
        heard.push(new TextDecoder().decode(part.value))
    })()
    await vi.advanceTimersByTimeAsync(60_000)
    await reading
    expect(heard).toEqual(Array(6).fill(': ping\n\n'))
    expect(vi.getTimerCount()).toBe(0)
  } finally {
    vi.useRealTimers()
  }
})
