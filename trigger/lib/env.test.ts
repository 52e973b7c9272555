import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseTaskEnv } from './env'

const DATABASE_URL = 'postgres://app:hunter2@localhost/app'

test('only the database has to be named', () => {
  expect(parseTaskEnv({ DATABASE_URL, SMTP_URL: '' })).toEqual({
    ...{ DATABASE_URL, SMTP_URL: undefined, MAIL_FROM: 'Signalbox <signalbox@localhost>' },
    SIGNALBOX_DATA_DIR: resolve('.signalbox'),
  })
})

test('a wrong value is named and never shown', () => {
  const parse = () => parseTaskEnv({ DATABASE_URL: '', SMTP_URL: 'http://user:hunter2@mail' })
  expect(parse).toThrow(/DATABASE_URL is missing; SMTP_URL must start with smtp/)
  expect(parse).not.toThrow(/hunter2/)
})
