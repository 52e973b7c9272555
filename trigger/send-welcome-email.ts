import { join } from 'node:path'
import { AbortTaskRunError, metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { claimMail, markMailSent, releaseMail, taskDatabase } from './lib/db'
import { env } from './lib/env'
import { deliverOnce, type MailLedger } from './lib/mail/deliver-once'
import { MailFailure } from './lib/mail/mail-failure'
import { mailKey } from './lib/mail/mail-key'
import { openMailer } from './lib/mail/mailer'
import { welcomeMail } from './lib/mail/welcome-mail'
import { outlastOutage } from './lib/outage'
import { RETRY } from './lib/retry-presets'
import { runLog } from './lib/run-log'

export const SendWelcomeEmailPayload = z
  .object({
    userId: z.string().regex(/^[\w-]{1,64}$/, 'letters, digits, - and _ only'),
    email: z.email().max(254),
    name: z.string().regex(/^[^\r\n]{1,100}$/, 'one line of up to 100 characters'),
  })
  .meta({ examples: [{ userId: 'user_42', email: 'ada@example.com', name: 'Ada Lovelace' }] })

/** Welcomes a new user by mail, once per run however often it is retried. */
export const sendWelcomeEmail = schemaTask({
  id: 'send-welcome-email',
  schema: SendWelcomeEmailPayload,
  maxDuration: 30,
  retry: RETRY.network,
  queue: { concurrencyLimit: 5 },
  run: async ({ userId, email, name }, { ctx, signal }) => {
    const correlationId = `user-${userId.slice(0, 12)}`
    const log = runLog('welcome_email', { ctx, correlationId, requestId: metadata.get('request_id') })
    const { SMTP_URL, MAIL_FROM, SIGNALBOX_DATA_DIR } = env()
    const transport = SMTP_URL ? 'smtp' : 'outbox'
    const key = mailKey(userId, ctx.run.id)
    const send = openMailer({ smtpUrl: SMTP_URL, outbox: join(SIGNALBOX_DATA_DIR, 'outbox') })
    const mail = welcomeMail({ key, from: MAIL_FROM, name, email })
    log.info('started', { attempt: ctx.attempt.number, transport })
    try {
      const result = await deliverOnce(key, mail, send, ledger(ctx.run.id, signal))
      log.info('completed', { result, transport })
      return { result, transport, messageId: mail.messageId }
    } catch (error) {
      log.error('failed', { error_type: error instanceof Error ? error.name : 'unknown', error_message: String(error) })
      if (error instanceof MailFailure && error.fault !== 'not-sent') throw new AbortTaskRunError(error.message)
      throw error
    }
  },
})

function ledger(runId: string, signal: AbortSignal): MailLedger {
  const db = taskDatabase()
  const steady = <T>(query: () => Promise<T>) => outlastOutage(query, { signal })
  return {
    // Not repeated on an outage: a claim whose answer was lost would look like somebody else's.
    claim: (key) => claimMail(db, key, runId),
    markSent: (key) => steady(() => markMailSent(db, key)),
    release: (key) => steady(() => releaseMail(db, key)),
  }
}
