/** What a writer may be ahead of the database. */
const MAX_WAITING = 512 * 1024
const MAX_BATCH = 500

/**
 * Stores chunks in order, one batch at a time: what comes while one is stored is the next one. Made for writers that send
 * every chunk by itself, which would else be a statement each.
 */
export class ChunkWriter {
  readonly #store: (chunks: string[]) => Promise<void>
  #waiting: string[] = []
  #waitingLength = 0
  #storing: Promise<void> | undefined
  #failure: { cause: unknown } | undefined

  constructor(store: (chunks: string[]) => Promise<void>) {
    this.#store = store
  }

  /** Resolves at once, unless too much is waiting. Throws what an earlier batch failed with. */
  async add(chunks: string[]): Promise<void> {
    if (this.#failure) throw this.#failure.cause
    if (chunks.length === 0) return
    this.#waiting.push(...chunks)
    this.#waitingLength += chunks.reduce((sum, chunk) => sum + chunk.length, 0)
    this.#storing ??= this.#storeWaiting()
    if (this.#waitingLength > MAX_WAITING) await this.#storing
  }

  /** Resolves when everything is stored. */
  async end(): Promise<void> {
    await this.#storing
    if (this.#failure) throw this.#failure.cause
  }

  async #storeWaiting(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0, MAX_BATCH)
        this.#waitingLength -= batch.reduce((sum, chunk) => sum + chunk.length, 0)
        await this.#store(batch)
      }
    } catch (cause) {
      this.#failure = { cause }
    } finally {
      // In the turn that saw nothing waiting: a chunk that comes later must start the storing again.
      this.#storing = undefined
    }
  }
}
