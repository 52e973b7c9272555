import { metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { runLog } from './lib/run-log'

const MAX_ATTEMPTS = 5

export const FlakyPayload = z
  .object({ failures: z.int().min(0).max(MAX_ATTEMPTS).describe('How many attempts fail before one succeeds') })
  .meta({ examples: [{ failures: 2 }] })

/** Fails a given number of times and then succeeds: shows retries and their back-off as they happen. */
export const flaky = schemaTask({
  id: 'flaky',
  schema: FlakyPayload,
  maxDuration: 30,
  retry: { maxAttempts: MAX_ATTEMPTS, factor: 1.5, minTimeoutInMs: 1000, maxTimeoutInMs: 4000, randomize: false },
  queue: { concurrencyLimit: 10 },
  run: async ({ failures }, { ctx }) => {
    const attempt = ctx.attempt.number
    const log = runLog('flaky', { ctx, requestId: metadata.get('request_id') })
    log.info('started', { attempt, failures_wanted: failures })
    if (attempt <= failures) {
      log.warn('failed', { attempt, failures_left: failures - attempt })
      throw new Error(`Attempt ${attempt} failed on purpose; ${failures - attempt} more will`)
    }
    log.info('completed', { attempt })
    return { succeededOnAttempt: attempt }
  },
})
