import { createHmac, randomBytes } from 'node:crypto'

/** What a list subscription is fixed to from its first answer on. */
export interface ListWindow {
  createdAfterMs: number
  tags: readonly string[]
  /** Internal id: only the runs of this batch. */
  batchId?: string
}

/**
 * Handles of list feeds freeze the window of a subscription: `runs_<created after, ms>_<n>_<proof>`, or that of a batch:
 * `batch_<id>_<n>_<proof>`. The proof binds window and tags to this process, whose change log the client's cursor counts
 * in; a handle of an earlier process, of other tags, or made up is not ours, and its holder starts over.
 */
export class ListHandles {
  readonly #key = randomBytes(32)
  #minted = 0

  mint(window: ListWindow): string {
    this.#minted += 1
    return this.#format(window, this.#minted)
  }

  /** The frozen window, or null for a handle that is not ours. */
  open(handle: string, { tags, batchId }: Pick<ListWindow, 'tags' | 'batchId'>): ListWindow | null {
    const parts = /^(?:runs_(\d{1,15})|batch_\w+)_(\d{1,15})_[\w-]{16}$/.exec(handle)
    if (!parts) return null
    const window = { createdAfterMs: Number(parts[1] ?? 0), tags, ...(batchId && { batchId }) }
    return this.#format(window, Number(parts[2])) === handle ? window : null
  }

  #format({ createdAfterMs, tags, batchId }: ListWindow, n: number): string {
    const bound = JSON.stringify([createdAfterMs, n, [...tags].sort(), batchId])
    const proof = createHmac('sha256', this.#key).update(bound).digest('base64url').slice(0, 16)
    return `${batchId ? `batch_${batchId}` : `runs_${createdAfterMs}`}_${n}_${proof}`
  }
}
