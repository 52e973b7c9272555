import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { smtpServer } from '../testing/smtp-server'
import { MailFailure } from './mail-failure'
import { openMailer } from './mailer'
import { welcomeMail } from './welcome-mail'

const mail = welcomeMail({
  key: 'f'.repeat(64),
  from: 'Signalbox <box@example.com>',
  name: 'Ada',
  email: 'ada@example.com',
})

async function sendThrough(answers: Parameters<typeof smtpServer>[0]) {
  const server = await smtpServer(answers)
  onTestFinished(() => void server.close())
  const failure = await openMailer({ smtpUrl: server.url, outbox: '/nowhere' })(mail).catch((error: unknown) => error)
  return { failure, received: server.received }
}

test('a message that the server takes has arrived whole', async () => {
  const { failure, received } = await sendThrough({})
  expect(failure).toBeUndefined()
  expect(received).toHaveLength(1)
  expect(received[0]).toMatch(
    /To: Ada <ada@example\.com>[\s\S]*Message-ID: <welcome-f+@signalbox>[\s\S]*your account is ready/,
  )
})

test.each([
  ['a recipient nobody knows', { recipient: '550 no mailbox ada@example.com here' }, 'refused'],
  ['a server that is busy', { recipient: '451 try later' }, 'not-sent'],
  ['a text that the server refuses', { text: '554 looks like spam' }, 'refused'],
  ['a text that the server cannot take now', { text: '452 disk full' }, 'not-sent'],
  ['a connection that breaks after the text', { text: 'drop' }, 'unsure'],
])('%s is told apart: %j is %s', async (_, answers, fault) => {
  const { failure } = await sendThrough(answers)
  expect(failure).toBeInstanceOf(MailFailure)
  expect(failure).toMatchObject({ fault })
  expect(String(failure)).not.toContain('ada@example.com')
})

test('a server that is not there has certainly not sent anything', async () => {
  const server = await smtpServer()
  server.close()
  await expect(openMailer({ smtpUrl: server.url, outbox: '/nowhere' })(mail)).rejects.toMatchObject({
    fault: 'not-sent',
  })
})

test('without a server the message becomes one file, however often it is written', async () => {
  const outbox = await mkdtemp(join(tmpdir(), 'outbox-'))
  onTestFinished(() => rm(outbox, { recursive: true }))
  const send = openMailer({ smtpUrl: undefined, outbox })
  await send(mail)
  await send(mail)
  expect(await readdir(outbox)).toEqual([`welcome-${'f'.repeat(32)}signalbox.eml`])
  expect(await readFile(join(outbox, `welcome-${'f'.repeat(32)}signalbox.eml`), 'utf8')).toMatch(
    /^Subject: Welcome, Ada$/m,
  )
})

test('an outbox that cannot be written to is reported, not swallowed', async () => {
  await expect(openMailer({ smtpUrl: undefined, outbox: '/dev/null/outbox' })(mail)).rejects.toMatchObject({
    fault: 'not-sent',
  })
})
