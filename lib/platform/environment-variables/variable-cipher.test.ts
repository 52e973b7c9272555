import { expect, it } from 'vitest'
import { VariableCipher } from './variable-cipher'

const cipher = new VariableCipher('tr_dev_one')
const VALUE = '-----BEGIN KEY-----\nläuft\n'

it('opens what it sealed, and seals nothing twice alike', () => {
  const sealed = cipher.seal('KEY', VALUE)
  expect(cipher.open('KEY', sealed)).toBe(VALUE)
  expect(cipher.open('EMPTY', cipher.seal('EMPTY', ''))).toBe('')
  expect(sealed.includes('läuft')).toBe(false)
  expect(cipher.seal('KEY', VALUE).equals(sealed)).toBe(false)
})

it('does not open what another key sealed, what belongs to another name, or what was changed or cut', () => {
  const sealed = cipher.seal('KEY', VALUE)
  expect(new VariableCipher('tr_dev_two').open('KEY', sealed)).toBeNull()
  expect(cipher.open('OTHER', sealed)).toBeNull()
  const changed = Buffer.from(sealed)
  changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1)
  expect(cipher.open('KEY', changed)).toBeNull()
  expect(cipher.open('KEY', sealed.subarray(0, 20))).toBeNull()
})
