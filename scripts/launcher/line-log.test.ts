import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { createLineLog } from './line-log'

function logInto(isTTY: boolean, environment: Record<string, string> = {}): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  createLineLog(stream, environment)('app', 'ready')
  return String(stream.read())
}

test('a line tells which process said it', () => {
  expect(logInto(false)).toBe('app      │ ready\n')
})

test('colours are for people who have not asked to be spared', () => {
  expect(logInto(true)).toContain('\u001b[36mapp')
  expect(logInto(true, { NO_COLOR: '1' })).toBe('app      │ ready\n')
})

test('a reader that has gone away does not end the launcher', () => {
  const stream = Object.assign(new PassThrough(), { isTTY: false })
  createLineLog(stream, {})
  expect(() => stream.emit('error', new Error('EPIPE'))).not.toThrow()
})
