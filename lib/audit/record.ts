import 'server-only'
import { database } from '../db/database'
import { auditLog } from '../db/schema/audit'
import type { ErrorCode } from '../errors'

/** `label` is what a person calls it, for targets whose id says nothing: the name of a member. */
export type AuditTarget = { type: string; id: string; label?: string }

export type AuditEntry = {
  target: AuditTarget
  environment?: string
  before?: unknown
  after?: unknown
  reason?: string
}

export type AuditRecord = Partial<AuditEntry> & {
  actor: { id: string | null; name: string }
  action: string
  outcome: 'done' | 'failed'
  error?: { code: ErrorCode; id: string }
}

export async function recordAudit(records: AuditRecord[]): Promise<void> {
  if (records.length === 0) return
  await database()
    .insert(auditLog)
    .values(
      records.map((record) => ({
        actorId: record.actor.id,
        actorName: record.actor.name,
        action: record.action,
        environment: record.environment ?? null,
        targetType: record.target?.type ?? null,
        targetId: record.target?.id ?? null,
        targetLabel: record.target?.label ?? null,
        before: record.before ?? null,
        after: record.after ?? null,
        reason: record.reason ?? null,
        outcome: record.outcome,
        errorCode: record.error?.code ?? null,
        errorId: record.error?.id ?? null,
      })),
    )
}
