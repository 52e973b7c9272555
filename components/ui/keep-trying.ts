const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000

/**
 * Fetches code that a page loads by itself. Without it a server that is away for a second ends in the error page, because
 * React treats a missing chunk as an error of the component; so the place stays empty and the fetch is tried again.
 */
export async function keepTrying<Module>(fetchModule: () => Promise<Module>): Promise<Module> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await fetchModule()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}
