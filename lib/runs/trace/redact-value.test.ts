import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactJson } from './redact-json'
import { redactValue } from './redact-value'

test('secrets go at any depth and everything else stays', () => {
  const metadata = { stage: 'import', progress: 0.4, steps: [{ name: 'a', login: { user: 'ada', password: 'x' } }] }
  expect(redactValue(metadata)).toEqual({
    stage: 'import',
    progress: 0.4,
    steps: [{ name: 'a', login: { user: 'ada', password: '[redacted]' } }],
  })
  expect(metadata.steps[0]?.login.password).toBe('x')
})

test.each([undefined, null, 'password', 3, true])('%j is what it was', (value) => {
  expect(redactValue(value)).toBe(value)
})

test('a date is kept as it is', () => {
  const date = new Date()
  expect(redactValue({ at: date }).at).toBe(date)
})

test('depth does not overflow', () => {
  let deep: unknown = { token: 'x' }
  for (let depth = 0; depth < 100_000; depth++) deep = [deep]
  let inner = redactValue(deep)
  while (Array.isArray(inner)) inner = inner[0]
  expect(inner).toEqual({ token: '[redacted]' })
})

test('text and value are redacted alike', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('password', 'accessToken', 'tokenCount', '__proto__', 'value'))
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      tie('object'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  }))
  fc.assert(
    fc.property(value, (document) => {
      const text = JSON.stringify(document)
      expect(JSON.stringify(redactValue(JSON.parse(text)))).toBe(redactJson(text).text)
    }),
  )
})
