import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { exportLines } from './export-lines'

test('a shell reads back exactly the values, whatever they hold', () => {
  const value = `postgres://u:p'w$(id)"\\ \`x\`;&@h/db?a=1`
  const script = `${exportLines({ DATABASE_URL: value })}printf %s "$DATABASE_URL"`
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(value)
})

test('plain values stand without quotes, one a line', () => {
  expect(exportLines({ A: 'http://127.0.0.1:3040', B: 'tr_dev_1' })).toBe(
    'export A=http://127.0.0.1:3040\nexport B=tr_dev_1\n',
  )
})
