import 'server-only'
import type { z } from 'zod'
import { type ActionResult, failedResult } from '../action-result'
import { type AuditTarget, recordAudit } from '../audit/record'
import { toAppError } from '../errors'
import { logError } from '../log-error'
import { parseInput } from '../parse-input'

type Outcome<O> = { data: O; actor: { id: string; name: string }; target: AuditTarget; after?: unknown }

/**
 * userAction for the two changes that nobody is signed in for: opening the first-run link and accepting an invitation.
 * The handler says who it turned out to be. Refused attempts are logged, not audited, because anyone could fill the
 * audit log with them.
 */
export function guestAction<I, O>(
  options: { name: string; input: z.ZodType<I> },
  handler: (input: I) => Promise<Outcome<O>>,
): (input: unknown) => Promise<ActionResult<O>> {
  return async (input) => {
    try {
      const { data, actor, target, after } = await handler(parseInput(options.input, input))
      await recordAudit([{ action: options.name, actor, target, after, outcome: 'done' }])
      return { ok: true, data }
    } catch (thrown) {
      const error = toAppError(thrown)
      logError(error, { action: options.name })
      return failedResult(error)
    }
  }
}
