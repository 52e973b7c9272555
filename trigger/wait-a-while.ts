import { metadata, schemaTask, wait } from '@trigger.dev/sdk'
import { z } from 'zod'
import { runLog } from './lib/run-log'

const ONE_DAY_S = 86_400

export const WaitAWhilePayload = z
  .object({
    seconds: z
      .int()
      .min(1)
      .max(ONE_DAY_S)
      .describe('Above 5 the run shows as waiting and gives its place in the queue away'),
  })
  .meta({ examples: [{ seconds: 30 }] })

/** Waits without computing: the run is durable meanwhile, so platform and worker may restart under it. */
export const waitAWhile = schemaTask({
  id: 'wait-a-while',
  schema: WaitAWhilePayload,
  // Compute time; a wait above five seconds does not count.
  maxDuration: 30,
  retry: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1000, maxTimeoutInMs: 10_000, randomize: true },
  queue: { concurrencyLimit: 25 },
  run: async ({ seconds }, { ctx }) => {
    const log = runLog('wait_a_while', { ctx, requestId: metadata.get('request_id') })
    const startedAt = Date.now()
    log.info('started', { seconds })
    await wait.for({ seconds })
    const waitedSeconds = Math.round((Date.now() - startedAt) / 1000)
    log.info('completed', { waited_seconds: waitedSeconds })
    return { waitedSeconds }
  },
})
