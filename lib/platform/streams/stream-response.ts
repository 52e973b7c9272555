import type { PlatformDeps } from '../http/deps'
import { followStream, type StreamReading } from './follow-stream'
import { type StreamFraming, streamFrame } from './stream-frame'

interface StreamAnswer extends StreamReading {
  framing: StreamFraming
  /** Breaks the connection off: to a reader, an answer that ends properly is the end of the stream. */
  breakOff: () => void
}

type ResponseDeps = Pick<PlatformDeps, 'pool' | 'streams' | 'log'>

/** The stream as server-sent events. The next page is read when the client has taken the last one. */
export function streamResponse(deps: ResponseDeps, answer: StreamAnswer): Response {
  const hangUp = new AbortController()
  const watch = deps.streams.watch(answer.key.runId, answer.breakOff)
  const pages = followStream(deps, watch, answer, hangUp.signal)
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pages.next()
          if (hangUp.signal.aborted) return
          if (!done) return controller.enqueue(streamFrame(value, answer.framing))
          controller.close()
        } catch (error) {
          deps.log.warn({ err: error, runId: answer.key.runId }, 'a stream could not be read; its reader comes back')
          answer.breakOff()
        }
        watch.leave()
      },
      cancel() {
        hangUp.abort()
        watch.leave()
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      'x-stream-version': answer.framing,
    },
  })
}
