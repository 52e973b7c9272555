import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Mail } from './mail'
import { toMailFailure } from './mail-failure'
import { writeToOutbox } from './outbox'

/** Hands one message over, or rejects with a MailFailure that says how sure its fate is. */
export type Mailer = (mail: Mail) => Promise<void>

/** Shorter than nodemailer's minutes: a task that sends mail may take 30 s in all. */
const TIMEOUTS = { connectionTimeout: 8000, greetingTimeout: 8000, socketTimeout: 10_000 }

export function openMailer({ smtpUrl, outbox }: { smtpUrl: string | undefined; outbox: string }): Mailer {
  return smtpUrl ? smtpMailer(smtpUrl) : (mail) => writeToOutbox(outbox, mail)
}

function smtpMailer(smtpUrl: string): Mailer {
  const transport = createTransport({ url: smtpUrl, ...TIMEOUTS })
  return async (mail) => {
    let textWasAskedFor = false
    const text = new Readable({
      read() {
        textWasAskedFor = true
        this.push(mail.text)
        this.push(null)
      },
    })
    try {
      await transport.sendMail({ ...mail, text, textEncoding: 'quoted-printable' })
    } catch (error) {
      throw toMailFailure(error, textWasAskedFor)
    }
  }
}
