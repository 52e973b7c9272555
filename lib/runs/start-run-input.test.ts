import { describe, expect, it } from 'vitest'
import { parsePayload } from './parse-payload'
import { StartRunInput } from './start-run-input'

const wish = { environment: 'default', taskId: 'hello-world', payload: '{"name":"Ada"}', requestKey: 'k'.repeat(32) }
const problems = (change: object) =>
  StartRunInput.safeParse({ ...wish, ...change }).error?.issues.map((issue) => issue.path[0]) ?? []

describe('StartRunInput', () => {
  it('parses the payload and fills what was left out', () => {
    expect(StartRunInput.parse(wish)).toMatchObject({ payload: { name: 'Ada' }, tags: [], delay: '', isTest: false })
  })

  it('refuses a payload that is no JSON or larger than 3 MB', () => {
    expect(problems({ payload: '{' })).toEqual(['payload'])
    expect(problems({ payload: JSON.stringify('x'.repeat(3 * 1024 * 1024)) })).toEqual(['payload'])
  })

  it.each(['10m', '2h30m', '1d', '2026-12-24T18:00', ''])('takes %j as a delay', (delay) => {
    expect(problems({ delay })).toEqual([])
  })

  it.each(['soon', '10', 'm', '10 apples'])('refuses %j as a delay', (delay) => {
    expect(problems({ delay })).toEqual(['delay'])
  })

  it('refuses too many or too long tags', () => {
    expect(problems({ tags: Array.from({ length: 11 }, (_, index) => `t${index}`) })).toEqual(['tags'])
    expect(problems({ tags: ['x'.repeat(129)] })).toEqual(['tags'])
  })
})

describe('parsePayload', () => {
  it('says where the JSON goes wrong', () => {
    expect(parsePayload('{\n  "a": 1,\n  b\n}')).toMatchObject({ ok: false, position: { line: 3, column: 3 } })
  })

  it('takes nothing for an empty object', () => {
    expect(parsePayload('  ')).toEqual({ ok: true, value: {} })
  })
})
