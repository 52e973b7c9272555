interface HttpCondition {
  headers?: Record<string, string>
  /** Decides on the status and the decoded body (null when it is not JSON). Without it any answer will do. */
  accept?: (answer: { status: number; body: unknown }) => boolean
}

const ANSWER_TIMEOUT_MS = 5_000

/** A condition for `waitUntil`: somebody answers there, and the answer is the one wanted. */
export function answers(url: string, { headers, accept = () => true }: HttpCondition = {}): () => Promise<boolean> {
  return async () => {
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) })
      return accept({ status: response.status, body: await response.json().catch(() => null) })
    } catch {
      return false
    }
  }
}
