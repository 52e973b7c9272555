import 'server-only'
import type { z } from 'zod'
import { type ActionResult, failedResult } from './action-result'
import { AuditEntries } from './audit/entries'
import { type AuditEntry, recordAudit } from './audit/record'
import { checkPermission } from './auth/check-permission'
import type { Permission } from './auth/permissions'
import { currentUser, type SessionUser } from './auth/session'
import { type AppError, toAppError } from './errors'
import { logError } from './log-error'
import { parseInput } from './parse-input'

export type { ActionResult }

export type ActionContext = {
  user: SessionUser
  /**
   * Says what the action touches. Call it before the change, so that a failed attempt names its target too; a later
   * call for the same target adds to the same row.
   */
  audit: (entry: AuditEntry) => void
}

type ActionOptions<I> = { name: string; permission: Permission; input: z.ZodType<I> }

/**
 * The one way to change something: checks the person, parses the input, runs, leaves a row in the audit log whether it
 * worked or not, and answers with a value. It never throws, so a handler returns where to go instead of redirecting.
 */
export function userAction<I, O>(
  options: ActionOptions<I>,
  handler: (input: I, context: ActionContext) => Promise<O>,
): (input: unknown) => Promise<ActionResult<O>> {
  return async (input) => {
    const entries = new AuditEntries()
    let user: SessionUser | null = null
    try {
      user = await currentUser()
      const allowed = checkPermission(user, options.permission)
      const data = await handler(parseInput(options.input, input), {
        user: allowed,
        audit: (entry) => entries.add(entry),
      })
      await leaveTrail(options.name, allowed, entries)
      return { ok: true, data }
    } catch (thrown) {
      const error = toAppError(thrown)
      logError(error, { action: options.name, userId: user?.id })
      if (user) await leaveTrail(options.name, user, entries, error)
      return failedResult(error)
    }
  }
}

/** The change has already happened or failed by now: a lost row is logged in full and does not alter the answer. */
async function leaveTrail(action: string, user: SessionUser, entries: AuditEntries, error?: AppError): Promise<void> {
  const records = entries.list().map((entry) => ({
    ...entry,
    action,
    actor: { id: user.id, name: user.name },
    outcome: error ? ('failed' as const) : ('done' as const),
    ...(error && { error: { code: error.code, id: error.id } }),
  }))
  try {
    await recordAudit(records)
  } catch (cause) {
    const targets = records.map((record) => record.target)
    logError(toAppError(cause), { action, userId: user.id, targets, lostAuditRow: true })
  }
}
