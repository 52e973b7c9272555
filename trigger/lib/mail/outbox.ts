import { createTransport } from 'nodemailer'
import { storeFile } from '../store-file'
import type { Mail } from './mail'
import { toMailFailure } from './mail-failure'

/** Writes a message as an .eml file that any mail program opens. The name comes from the message id, not from input. */
export async function writeToOutbox(folder: string, mail: Mail): Promise<void> {
  try {
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
    const { message } = await transport.sendMail(mail)
    await storeFile(folder, `${mail.messageId.replace(/[^\w.-]/g, '')}.eml`, message as Buffer)
  } catch (error) {
    throw toMailFailure(error, false)
  }
}
