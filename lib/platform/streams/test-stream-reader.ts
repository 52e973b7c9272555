import { SECRET_KEY } from '../contract/test-platform'

interface StreamEvent {
  id?: string
  event?: string
  data: string
}

/** Reads server-sent events as they are on the wire, until the answer ends or enough of them have come. */
export async function readEvents(
  url: string,
  headers: Record<string, string> = {},
  until: (events: StreamEvent[]) => boolean = () => false,
): Promise<{ headers: Headers; events: StreamEvent[] }> {
  const abort = new AbortController()
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${SECRET_KEY}`, ...headers },
    signal: abort.signal,
  })
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
  const events: StreamEvent[] = []
  let rest = ''
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const blocks = `${rest}${text}`.split('\n\n')
    rest = blocks.pop() ?? ''
    events.push(...blocks.filter((block) => !block.startsWith(':')).map(parseEvent))
    if (!until(events)) continue
    abort.abort()
    break
  }
  return { headers: response.headers, events }
}

function parseEvent(block: string): StreamEvent {
  const fields = block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
  return Object.fromEntries(fields) as unknown as StreamEvent
}
