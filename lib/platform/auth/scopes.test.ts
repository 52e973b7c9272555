import { describe, expect, it } from 'vitest'
import { allowsScope, isScope, type ScopedAction, type ScopedResource } from './scopes'

const run: ScopedResource[] = [
  { type: 'runs', id: 'run_1' },
  { type: 'tasks', id: 'hello' },
  { type: 'tags', id: 'team:a' },
  { type: 'batch', id: 'batch_1' },
]
const everyRun: ScopedResource[] = [{ type: 'runs' }]
const task: ScopedResource[] = [{ type: 'tasks', id: 'hello' }]

describe('what scopes allow', () => {
  it.each<[string, ScopedAction, ScopedResource[], boolean]>([
    ['read:runs', 'read', run, true],
    ['read:runs', 'read', everyRun, true],
    ['read:runs:run_1', 'read', run, true],
    ['read:runs:run_1', 'read', everyRun, false],
    ['read:runs:run_2', 'read', run, false],
    ['read:tags:team:a', 'read', run, true],
    ['read:tags:team', 'read', run, false],
    ['read:tasks:hello', 'read', run, true],
    ['read:batch:batch_1', 'read', run, true],
    ['read:batch:batch_2', 'read', run, false],
    ['read:runs', 'write', run, false],
    ['write:runs', 'write', run, true],
    ['write:tasks:hello', 'write', run, true],
    ['trigger:tasks:hello', 'trigger', task, true],
    ['trigger:tasks', 'trigger', task, true],
    ['trigger:tasks:bye', 'trigger', task, false],
    ['trigger:tasks:hello', 'write', run, false],
    ['write:tasks:hello', 'trigger', task, true],
    ['read:tasks:hello', 'trigger', task, false],
    ['batchTrigger:tasks', 'batchTrigger', task, true],
    ['batchTrigger:tasks', 'trigger', task, false],
    ['read:all', 'read', everyRun, true],
    ['read:all', 'write', run, false],
    ['admin', 'write', run, true],
    ['', 'read', run, false],
    ['read', 'read', run, false],
    ['*', 'read', run, false],
    ['*:runs', 'write', run, true],
    ['*:all', 'batchTrigger', task, true],
    ['*:tasks:bye', 'trigger', task, false],
    ['write:tasks', 'batchTrigger', task, false],
    ['admin:runs', 'read', run, false],
    ['admin:all', 'read', run, false],
    ['READ:runs', 'read', run, false],
    [':runs', 'read', run, false],
    ['', 'read', everyRun, false],
    ['read:runs:', 'read', everyRun, true],
  ])('%s for %s', (scope, action, resources, allowed) => {
    expect(allowsScope([scope], action, resources)).toBe(allowed)
  })

  it('lets one scope of several be enough, and none be none', () => {
    expect(allowsScope(['read:runs:run_9', 'read:tasks:hello'], 'read', run)).toBe(true)
    expect(allowsScope([], 'read', run)).toBe(false)
  })
})

describe('what a scope is', () => {
  it.each([
    ['read:runs', true],
    ['*:all', true],
    ['admin', true],
    ['read:tags:team:a', true],
    ['read', false],
    ['', false],
    [':runs', false],
  ])('%s: %s', (text, expected) => expect(isScope(text)).toBe(expected))
})
