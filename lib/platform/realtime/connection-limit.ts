import { ApiError } from '../http/api-error'

/** How many subscribers are answered at once. Clients that are refused come back later by themselves. */
export class ConnectionLimit {
  readonly #most: number
  #held = 0

  constructor(most: number) {
    this.#most = most
  }

  get held(): number {
    return this.#held
  }

  async within<T>(answer: () => Promise<T>): Promise<T> {
    if (this.#held >= this.#most) throw new ApiError(429, 'Too many concurrent requests')
    this.#held += 1
    try {
      return await answer()
    } finally {
      this.#held -= 1
    }
  }
}
