import { metadata, schemaTask } from '@trigger.dev/sdk'
import { z } from 'zod'
import { runLog } from './lib/run-log'

export const HelloWorldPayload = z
  .object({ name: z.string().trim().min(1).max(100) })
  .meta({ examples: [{ name: 'Signalbox' }] })

/** The smallest task: proves that a run goes all the way round. */
export const helloWorld = schemaTask({
  id: 'hello-world',
  schema: HelloWorldPayload,
  maxDuration: 30,
  retry: { maxAttempts: 1 },
  queue: { concurrencyLimit: 10 },
  run: async ({ name }, { ctx }) => {
    const log = runLog('hello_world', { ctx, requestId: metadata.get('request_id') })
    log.info('started')
    const greeting = `Hello, ${name}!`
    log.info('completed', { greeting_length: greeting.length })
    return { greeting }
  },
})
