import { metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { runLog } from './lib/run-log'

export const AlwaysFailsPayload = z
  .object({ reason: z.string().min(1).max(200) })
  .meta({ examples: [{ reason: 'The card was refused' }] })

class RefusedError extends Error {
  override readonly name = 'RefusedError'
}

/** Fails for good: shows a failed run with an error class, a cause and every attempt's stack. */
export const alwaysFails = schemaTask({
  id: 'always-fails',
  schema: AlwaysFailsPayload,
  maxDuration: 30,
  retry: { maxAttempts: 2, factor: 1, minTimeoutInMs: 500, maxTimeoutInMs: 500, randomize: false },
  queue: { concurrencyLimit: 10 },
  run: async ({ reason }, { ctx }) => {
    const log = runLog('always_fails', { ctx, requestId: metadata.get('request_id') })
    log.info('started', { attempt: ctx.attempt.number })
    log.error('failed', { attempt: ctx.attempt.number, error_type: RefusedError.name })
    throw new RefusedError(reason, { cause: new Error('This task fails on purpose, on every attempt') })
  },
})
