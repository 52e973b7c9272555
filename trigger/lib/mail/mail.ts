/** One message, ready to be sent. */
export type Mail = {
  from: string
  to: { name: string; address: string }
  subject: string
  text: string
  messageId: string
}
