import type { Mail } from './mail'

type Welcome = { key: string; from: string; name: string; email: string }

export function welcomeMail({ key, from, name, email }: Welcome): Mail {
  return {
    from,
    to: { name, address: email },
    subject: `Welcome, ${name}`,
    text: `Hello ${name},\n\nyour account is ready. You can sign in whenever you like.\n\nSignalbox\n`,
    messageId: `<welcome-${key.slice(0, 32)}@signalbox>`,
  }
}
