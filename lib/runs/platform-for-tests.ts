import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface SeenRequest {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
  /** Resolves when the other side has hung up. */
  closed: Promise<void>
}

type Answer = (request: SeenRequest, response: ServerResponse) => void

/** Stands for the outside world: a Trigger.dev server that answers what a test tells it to, over real HTTP. */
export class PlatformForTests {
  readonly seen: SeenRequest[] = []
  private answers: [RegExp, Answer][] = []
  private readonly server = createServer((request, response) => void this.handle(request, response))

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return this.origin
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Nothing answers afterwards. */
  stop(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  reset(): void {
    this.seen.length = 0
    this.answers = []
  }

  on(path: RegExp, answer: Answer): void {
    this.answers.push([path, answer])
  }

  text(path: RegExp, body: string, { type = 'application/json', status = 200 } = {}): void {
    this.on(path, (_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
    })
  }

  json(path: RegExp, body: unknown, status = 200): void {
    this.text(path, JSON.stringify(body), { status })
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request
    const closed = new Promise<void>((resolve) => response.on('close', () => resolve()))
    let body = ''
    for await (const chunk of request) body += chunk
    const seen = { method, url, headers, body, closed }
    this.seen.push(seen)
    const [, answer] = this.answers.find(([path]) => path.test(`${method} ${url}`)) ?? []
    if (answer) answer(seen, response)
    else response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"Not found"}')
  }
}
