import { createServer, type Socket } from 'node:net'

type Answers = {
  /** Answer to RCPT TO. */
  recipient?: string
  /** Answer to the end of the text, or `drop` to break the connection instead. */
  text?: string
}

/** Speaks as much SMTP as one message needs, and can refuse or break off at the two places that matter. */
export async function smtpServer({ recipient = '250 ok', text = '250 queued' }: Answers = {}) {
  const received: string[] = []
  const server = createServer((socket) => {
    let message: string | null = null
    socket.on('error', () => undefined).write('220 test\r\n')
    socket.setEncoding('utf8').on('data', (data: string) => {
      if (message === null) message = command(socket, data, recipient) ? '' : null
      else message += data
      if (message?.endsWith('\r\n.\r\n')) {
        received.push(message)
        message = null
        if (text === 'drop') socket.destroy()
        else socket.write(`${text}\r\n`)
      }
    })
  })
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  return { url: `smtp://127.0.0.1:${port}`, received, close: () => server.close() }
}

/** True when the text of the message comes next. */
function command(socket: Socket, line: string, recipient: string): boolean {
  const verb = line.slice(0, 4).toUpperCase()
  const answer = { RCPT: recipient, DATA: '354 go on', QUIT: '221 bye' }[verb] ?? '250 ok'
  socket.write(`${answer}\r\n`)
  return verb === 'DATA'
}
