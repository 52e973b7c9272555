/** Safari has no idle callback; by then a page has drawn and answered its first events. */
const GUESS_MS = 1_500

/** Runs a task once the page has nothing better to do. Returns what calls it off. */
export function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task, GUESS_MS)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(task)
  return () => cancelIdleCallback(handle)
}
