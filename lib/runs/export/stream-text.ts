import 'server-only'
import { toAppError } from '@/lib/errors'
import { logError } from '@/lib/log-error'

/**
 * Text as a body that is made while it is sent. It resolves when the first two pieces are there, so that what fails at
 * once can still be answered; what fails later breaks the connection off, so that half a file is never taken for a whole
 * one.
 */
export async function streamText(
  pieces: AsyncGenerator<string, void>,
  where: Record<string, unknown>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  const ready = [await pieces.next(), await pieces.next()]
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const { value } = ready.shift() ?? (await pieces.next())
        if (value === undefined) controller.close()
        else controller.enqueue(encoder.encode(value))
      } catch (thrown) {
        const error = toAppError(thrown)
        logError(error, where)
        controller.error(error)
      }
    },
    cancel: async () => void (await pieces.return()),
  })
}
