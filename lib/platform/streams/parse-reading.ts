const DEFAULT_INACTIVITY_S = 60
const MAX_INACTIVITY_S = 600

interface ParsedReading {
  /** The number of the last chunk the reader has; -1 for none, 'latest' when it only wants what is new. */
  after: number | 'latest'
  inactivityMs: number
}

/** Where a reader wants to go on and how long it waits, from its headers; a text says what is wrong with them. */
export function parseReading(headers: Headers): ParsedReading | string {
  const timeout = headers.get('timeout-seconds')
  const seconds = timeout ? Number.parseInt(timeout, 10) : DEFAULT_INACTIVITY_S
  if (Number.isNaN(seconds)) return 'Invalid timeout seconds'
  if (seconds < 1) return 'Timeout seconds must be greater than 0'
  if (seconds > MAX_INACTIVITY_S) return 'Timeout seconds must be less than 600'
  const after = parsePlace(headers)
  return after === null ? 'Invalid Last-Event-ID' : { after, inactivityMs: seconds * 1_000 }
}

/** Ids of both framings are understood: `<ms>-<number>` of v1 and `<number>` of v2, which is also what the SDK's startIndex becomes. */
function parsePlace(headers: Headers): ParsedReading['after'] | null {
  const lastEventId = headers.get('last-event-id')
  if (!lastEventId) return headers.get('x-trigger-stream-start') === 'latest' ? 'latest' : -1
  const number = /^(?:\d{1,15}-)?(\d{1,15})$/.exec(lastEventId)?.[1]
  return number === undefined ? null : Number(number)
}
