import { SECRET_KEY } from '../contract/test-platform'

type FeedRow = Record<string, string | null> & { id: string; updatedAt: string; status: string }

interface FeedMessage {
  key?: string
  value?: FeedRow
  headers: { operation?: 'insert' | 'update'; control?: 'up-to-date' | 'must-refetch' }
}

/** Reads a feed as the official client does, call by call, so that a test can do things in between. */
export class FeedReader {
  readonly rows = new Map<string, FeedRow>()
  refetches = 0
  /** Rows that were older than what had been told before. */
  readonly regressions: FeedRow[] = []
  #offset = '-1'
  #handle: string | null = null
  #cursor: string | null = null

  constructor(
    readonly url: () => string,
    readonly token = SECRET_KEY,
  ) {}

  /** One call: the snapshot first, then a long-poll each. */
  async next(signal?: AbortSignal): Promise<FeedMessage[]> {
    const response = await fetch(this.#request(), {
      headers: {
        authorization: `Bearer ${this.token}`,
        'x-trigger-electric-version': '1.0.0-beta.1',
        'x-trigger-api-version': '2025-07-16',
      },
      ...(signal && { signal }),
    })
    if (response.status === 409) return this.#startOver(response)
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    // The whole answer first: a connection that breaks in the middle must not move the reader on.
    const messages = (await response.json()) as FeedMessage[]
    this.#offset = response.headers.get('electric-offset') ?? '-1'
    this.#handle = response.headers.get('electric-handle')
    this.#cursor = response.headers.get('electric-cursor') ?? this.#cursor
    for (const { value } of messages) if (value) this.#take(value)
    return messages
  }

  async until(isReached: () => boolean): Promise<void> {
    while (!isReached()) await this.next()
  }

  #request(): URL {
    const url = new URL(this.url())
    url.searchParams.set('log', 'full')
    url.searchParams.set('offset', this.#offset)
    if (this.#handle) url.searchParams.set('handle', this.#handle)
    if (this.#offset === '-1') return url
    url.searchParams.set('live', 'true')
    url.searchParams.set('cursor', this.#cursor ?? '')
    return url
  }

  #take(row: FeedRow): void {
    const known = this.rows.get(row.id)
    if (known && known.updatedAt > row.updatedAt) this.regressions.push(row)
    this.rows.set(row.id, row)
  }

  async #startOver(response: Response): Promise<FeedMessage[]> {
    this.refetches += 1
    this.#offset = '-1'
    this.#cursor = null
    this.#handle = response.headers.get('electric-handle')
    return (await response.json()) as FeedMessage[]
  }
}
