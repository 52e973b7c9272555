import type { MailState } from '../db'
import type { Mail } from './mail'
import { MailFailure } from './mail-failure'
import type { Mailer } from './mailer'

/** Remembers messages across attempts and crashes: in a run, the mail_deliveries table. */
export type MailLedger = {
  claim: (key: string) => Promise<MailState>
  markSent: (key: string) => Promise<void>
  release: (key: string) => Promise<void>
}

/**
 * Sends at most once per key. When an earlier attempt set out and nobody knows whether the message left, it is not
 * sent again: a person decides, by replaying the run.
 */
export async function deliverOnce(
  key: string,
  mail: Mail,
  send: Mailer,
  ledger: MailLedger,
): Promise<'sent' | 'already-sent'> {
  const state = await ledger.claim(key)
  if (state === 'sent') return 'already-sent'
  if (state === 'unsure') {
    throw new MailFailure(
      'unsure',
      'An earlier attempt broke off while sending, so the message may have arrived. Replay to send it anyway.',
    )
  }
  try {
    await send(mail)
  } catch (error) {
    if (error instanceof MailFailure && error.fault !== 'unsure') await ledger.release(key)
    throw error
  }
  await ledger.markSent(key)
  return 'sent'
}
