import { expect, test } from 'vitest'
import { readContact } from './contact-row'

const HEADER = { width: 4, positions: { email: 0, name: 1, company: 2, phone: 3 } }
const read = (...fields: string[]) => readContact({ fields, line: 2, nextByte: 0, nextLine: 3 }, HEADER)
const latin1 = (text: string) => Buffer.from(text).toString('latin1')

test('values are trimmed, decoded, and empty optional ones are absent', () => {
  expect(read(' ada@example.com ', latin1(' Zoë Ä '), '', latin1('☎ 1'))).toEqual({
    contact: { email: 'ada@example.com', name: 'Zoë Ä', company: null, phone: '☎ 1' },
  })
})

test.each([
  [['ada@example.com', '', '', ''], 'name is empty'],
  [['ada at example', 'Ada', '', ''], 'email is not an e-mail address'],
  [['ada@example.com', 'x'.repeat(201), '', ''], 'name is longer than 200 characters'],
  [['ada@example.com', 'Ada', '\xff', ''], 'company is not valid UTF-8'],
  [['ada@example.com', 'Ada', '', '1\x002'], 'phone contains a NUL byte'],
  [['ada@example.com', 'Ada'], 'has 2 columns instead of 4'],
])('%j is refused because: %s', (fields, reason) => {
  expect(read(...fields)).toEqual({ reason })
})

test('no reason repeats what the row says about a person', () => {
  const verdict = read('secret-person', 'Ada', '', '')
  expect(JSON.stringify(verdict)).not.toContain('secret-person')
})
