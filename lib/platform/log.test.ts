import { DatabaseError } from 'pg'
import { expect, it } from 'vitest'
import { createLog } from './log'

function written(event: object): string {
  let line = ''
  createLog('info', { write: (text) => (line += text) }).error(event, 'it failed')
  return line
}

it('keeps the rows that a database error quotes to itself', () => {
  const error = new DatabaseError('duplicate key value violates unique constraint "runs_pkey"', 1, 'error')
  Object.assign(error, {
    code: '23505',
    detail: 'Key (token)=(row-content) exists.',
    where: 'COPY runs: "row-content"',
  })
  const line = written({ err: error })
  expect(line).toContain('runs_pkey')
  expect(line).toContain('23505')
  expect(line).not.toContain('row-content')
  expect(error.detail).toContain('row-content')
})

it('keeps keys to itself', () => {
  expect(written({ authorization: 'Bearer tr_dev', request: { authorization: 'Bearer tr_dev' } })).not.toContain(
    'tr_dev',
  )
})
