import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redactJson } from './redact-json'
import { REDACTED } from './redacted'
import { isSecretKey } from './secret-key'

test.each([
  'password',
  'userPassword',
  'password_hash',
  'PASSWORD_CONFIRMATION',
  'token',
  'accessToken',
  'refresh-token',
  'Authorization',
  'authorizationHeader',
  'apiKey',
  'api_key',
  'X-API-Key',
  'clientSecret',
  'secretKey',
  'privateKey',
  'AWSSecretAccessKey',
  'set-cookie',
  'credentials',
  'jwt',
])('%s looks secret', (key) => expect(isSecretKey(key)).toBe(true))

test.each([
  'tokens',
  'maxTokens',
  'tokenCount',
  'tokenType',
  'key',
  'primaryKey',
  'keyboard',
  'monkey',
  'secretary',
  'passenger',
  'author',
  'cookieConsent',
  '',
])('%s does not', (key) => expect(isSecretKey(key)).toBe(false))

test('only the values of secret keys are replaced, every other character stays', () => {
  const text = '{ "id": 9007199254740993,\n "user": {"name":"Ada","password":"hunter2"}, "list":[{"apiKey":12.50}] }'
  expect(redactJson(text)).toEqual({
    text: '{ "id": 9007199254740993,\n "user": {"name":"Ada","password":"[redacted]"}, "list":[{"apiKey":"[redacted]"}] }',
    count: 2,
  })
})

test('an object under a secret key goes as a whole', () => {
  expect(redactJson('{"credentials":{"user":"a","pin":[1,{"x":"}"}]},"after":1}').text).toBe(
    '{"credentials":"[redacted]","after":1}',
  )
})

test('what tells nothing is kept, and a text that only mentions a key is no key', () => {
  const text = '{"password":"","token":null,"secret":false,"note":"\\"password\\": 1","list":["token"]}'
  expect(redactJson(text)).toEqual({ text, count: 0 })
})

test('keys may be written with escapes', () => {
  expect(redactJson('{"pass\\u0077ord":"x"}').count).toBe(1)
})

test('what is no JSON passes through without an error', () => {
  for (const text of ['', 'hello', '"open', '{"password":', '{"password":"x', '[1,2']) redactJson(text)
  expect(redactJson('plain words').text).toBe('plain words')
})

test('the result of any document is the document with its secrets replaced', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('password', 'accessToken', 'tokenCount', 'api key'))
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
    fc.property(value, fc.constantFrom(0, 2), (document, indent) => {
      const text = JSON.stringify(document, null, indent)
      expect(JSON.parse(redactJson(text).text)).toEqual(replaced(JSON.parse(text)))
    }),
  )
})

function replaced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(replaced)
  if (typeof value !== 'object' || value === null) return value
  const kept = new Set(['""', '{}', '[]', 'true', 'false', 'null'])
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      !isSecretKey(key) ? replaced(member) : kept.has(JSON.stringify(member)) ? member : REDACTED,
    ]),
  )
}
