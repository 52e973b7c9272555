import { expect, test } from 'vitest'
import { withConfigDefaults } from './task-manifests'

const task = { id: 'a', filePath: 'trigger/a.ts', entryPoint: 'trigger/a.mjs' }
const config = { retries: { default: { maxAttempts: 3 } }, maxDuration: 300, ttl: '10m', machine: 'small-2x' } as const

test('a task that says nothing gets what the configuration says', () => {
  expect(withConfigDefaults(task, config)).toEqual({
    ...task,
    retry: { maxAttempts: 3 },
    maxDuration: 300,
    ttl: '10m',
    machine: { preset: 'small-2x' },
  })
})

test('what a task says wins', () => {
  const own = { ...task, retry: { maxAttempts: 1 }, maxDuration: 5, ttl: 0, machine: { preset: 'micro' as const } }
  expect(withConfigDefaults(own, config)).toEqual(own)
})

test('nothing is made up without a configuration', () => {
  expect(withConfigDefaults(task, {})).toEqual(task)
})
