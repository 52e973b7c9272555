import type { TaskRunError } from '@trigger.dev/core/v3'
import { describe, expect, it } from 'vitest'
import { errorFingerprint } from './error-fingerprint'

const thrown = (message: string, name = 'Error'): TaskRunError => ({
  type: 'BUILT_IN_ERROR',
  name,
  message,
  stackTrace: `${name}: ${message}\n    at somewhere`,
})
const of = (error: TaskRunError, taskId = 'pay') => errorFingerprint(taskId, error)

describe('the fingerprint of an error', () => {
  it.each([
    ['ids of runs', 'no run run_cmabc123456789', 'no run run_cmxyz987654321'],
    ['uuids', 'order 6f9619ff-8b86-d011-b42d-00c04fc964ff', 'order 00000000-8b86-d011-b42d-00c04fc964aa'],
    ['hashes', 'blob 9f86d081884c7d659a2feaa0c55ad015', 'blob 60303ae22b998861bce3b28f33eec1be'],
    ['times', 'late at 2026-11-22T10:00:00.123Z', 'late at 2025-01-02T03:04:05Z'],
    ['long numbers', 'invoice 123456 is paid', 'invoice 987654321 is paid'],
    ['URLs', 'GET https://a.example/x?id=1 failed', 'GET http://b.example/ failed'],
    ['addresses of people', 'no mail to ann@example.com', 'no mail to bob.b@mail.example.org'],
    ['paths', 'ENOENT: /tmp/a1/file.txt', 'ENOENT: /var/lib/other.txt'],
    ['quoted texts', `bad value "${'a'.repeat(30)}"`, `bad value "${'b'.repeat(40)}"`],
  ])('does not see %s', (_what, one, other) => {
    expect(of(thrown(one))).toBe(of(thrown(other)))
  })

  it('tells tasks, messages, kinds and short numbers apart', () => {
    const prints = [
      of(thrown('card declined')),
      of(thrown('card declined'), 'refund'),
      of(thrown('card expired')),
      of({ type: 'STRING_ERROR', raw: 'card declined' }),
      of({ type: 'INTERNAL_ERROR', code: 'MAX_DURATION_EXCEEDED' }),
      of({ type: 'INTERNAL_ERROR', code: 'TASK_PROCESS_OOM_KILLED' }),
      of(thrown('status 404')),
      of(thrown('status 500')),
    ]
    expect(new Set(prints).size).toBe(prints.length)
  })

  it('goes by the name where there is no message, and only there', () => {
    expect(of(thrown('', 'TypeError'))).not.toBe(of(thrown('', 'RangeError')))
    expect(of(thrown('x', 'TypeError'))).toBe(of(thrown('x', 'RangeError')))
  })

  it('is quick with a message of a megabyte', () => {
    const startedAt = performance.now()
    of(thrown(`"${'a/b'.repeat(400_000)}`))
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})
