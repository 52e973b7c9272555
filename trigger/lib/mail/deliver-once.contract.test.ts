import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { claimMail, markMailSent, releaseMail } from '../db'
import { createTestDatabase, type TestDatabase } from '../testing/task-database'
import { deliverOnce, type MailLedger } from './deliver-once'
import { MailFailure } from './mail-failure'
import { mailKey } from './mail-key'
import { welcomeMail } from './welcome-mail'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'h_mail')
})
afterAll(async () => {
  await database.drop()
})

const ledger = (over: Partial<MailLedger> = {}): MailLedger => ({
  claim: (key) => claimMail(database.pool, key, 'run_1'),
  markSent: (key) => markMailSent(database.pool, key),
  release: (key) => releaseMail(database.pool, key),
  ...over,
})

/** Attempts to deliver the same message, each with its own luck, and counts what the server took. */
function attempts(userId: string, runId = 'run_1') {
  const key = mailKey(userId, runId)
  const mail = welcomeMail({ key, from: 'a@example.com', name: 'Ada', email: 'ada@example.com' })
  let taken = 0
  const attempt = (failure?: MailFailure, over: Partial<MailLedger> = {}) => {
    const send = async () => {
      if (!failure || failure.fault === 'unsure') taken += 1
      if (failure) throw failure
    }
    return deliverOnce(key, mail, send, ledger(over))
  }
  return { attempt, taken: () => taken }
}

test('a retry after success sends nothing', async () => {
  const { attempt, taken } = attempts('user_1')
  expect(await attempt()).toBe('sent')
  expect(await attempt()).toBe('already-sent')
  expect(taken()).toBe(1)
})

test('a message that certainly did not leave is sent by the next attempt', async () => {
  const { attempt, taken } = attempts('user_2')
  await expect(attempt(new MailFailure('not-sent', 'refused'))).rejects.toMatchObject({ fault: 'not-sent' })
  expect(await attempt()).toBe('sent')
  expect(taken()).toBe(1)
})

test('after a broken connection nobody sends again, because the message may have arrived', async () => {
  const { attempt, taken } = attempts('user_3')
  await expect(attempt(new MailFailure('unsure', 'broke off'))).rejects.toMatchObject({ fault: 'unsure' })
  await expect(attempt()).rejects.toMatchObject({ fault: 'unsure' })
  expect(taken()).toBe(1)
})

test('a worker killed between sending and noting it does not send twice', async () => {
  const { attempt, taken } = attempts('user_4')
  await expect(attempt(undefined, { markSent: () => Promise.reject(new Error('killed')) })).rejects.toThrow('killed')
  await expect(attempt()).rejects.toMatchObject({ fault: 'unsure' })
  expect(taken()).toBe(1)
})

test('two attempts at the same moment send one message', async () => {
  const { attempt, taken } = attempts('user_5')
  const results = await Promise.allSettled([attempt(), attempt(), attempt()])
  expect(results.some((result) => result.status === 'fulfilled' && result.value === 'sent')).toBe(true)
  expect(taken()).toBe(1)
})

test('another run for the same person, or another person, is another message', () => {
  const keys = [
    mailKey('user_1', 'run_1'),
    mailKey('user_1', 'run_2'),
    mailKey('user_2', 'run_1'),
    mailKey('user_1\nrun', '1'),
  ]
  expect(new Set(keys).size).toBe(4)
})
