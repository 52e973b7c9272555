import { expect, test } from 'vitest'
import { fileName } from './file-name'

test.each([
  ['contacts.csv', 'contacts.csv'],
  ['C:\\Users\\Ada\\contacts.csv', 'contacts.csv'],
  ['../../etc/passwd', 'passwd'],
  ['a\u202Evsc.exe\0\n', 'avsc.exe'],
  ['  .hidden  ', 'hidden'],
  ['<b>"quarter"?.csv', 'bquarter.csv'],
  ['Kunden Übersicht.csv', 'Kunden Übersicht.csv'],
  ['../', 'upload'],
  ['', 'upload'],
])('%j is kept as %j', (given, kept) => {
  expect(fileName(given)).toBe(kept)
})

test('a long name loses its middle and keeps its ending', () => {
  const kept = fileName(`${'😀'.repeat(300)}.csv`)
  expect(Array.from(kept)).toHaveLength(120)
  expect(kept.endsWith('😀.csv')).toBe(true)
})
