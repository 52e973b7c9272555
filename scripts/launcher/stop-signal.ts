import { constants } from 'node:os'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm passes on a Ctrl-C that the terminal has sent to us, too: what comes that close is the same key. */
const SAME_KEY_MS = 400

/**
 * Aborted by the first signal that asks to stop. A second one, sent by somebody who does not want to wait, calls
 * `onSecond` with the exit code for it.
 */
export function stopSignal(onSecond: (exitCode: number) => void): AbortSignal {
  const controller = new AbortController()
  let firstAt = 0
  for (const name of SIGNALS) {
    process.on(name, () => {
      const now = Date.now()
      if (!controller.signal.aborted) {
        firstAt = now
        controller.abort()
      } else if (now - firstAt > SAME_KEY_MS) {
        onSecond(128 + constants.signals[name])
      }
    })
  }
  return controller.signal
}
