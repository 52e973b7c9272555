import 'server-only'
import { and, desc, eq, ilike, lt, type SQL } from 'drizzle-orm'
import { can } from '../auth/permissions'
import { requireUser } from '../auth/session'
import { database } from '../db/database'
import { auditLog } from '../db/schema/audit'
import type { AuditFilter } from './audit-filter'
import type { AuditPage, AuditRow } from './audit-row'

const PAGE_SIZE = 50

/** One page of the log, newest first. Whoever may not read all of it gets their own rows. */
export async function listAudit(filter: AuditFilter): Promise<AuditPage> {
  const user = await requireUser('audit:own')
  const isOwnOnly = !can(user.role, 'audit:read')
  const visible = isOwnOnly ? eq(auditLog.actorId, user.id) : undefined
  const [records, actions] = await Promise.all([
    database()
      .select()
      .from(auditLog)
      .where(and(visible, ...conditionsOf(filter)))
      .orderBy(desc(auditLog.id))
      .limit(PAGE_SIZE + 1),
    database().selectDistinct({ action: auditLog.action }).from(auditLog).where(visible).orderBy(auditLog.action),
  ])
  const rows = records.slice(0, PAGE_SIZE).map(toRow)
  return {
    rows,
    nextCursor: records.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null,
    actions: actions.map(({ action }) => action),
    isOwnOnly,
  }
}

function conditionsOf({ who, action, target, outcome, before }: AuditFilter): SQL[] {
  const conditions: SQL[] = []
  if (who) conditions.push(ilike(auditLog.actorName, `%${escapeLike(who)}%`))
  if (action) conditions.push(eq(auditLog.action, action))
  if (target) conditions.push(eq(auditLog.targetId, target))
  if (outcome) conditions.push(eq(auditLog.outcome, outcome))
  if (before !== null) conditions.push(lt(auditLog.id, before))
  return conditions
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

function toRow(record: typeof auditLog.$inferSelect): AuditRow {
  const { id, at, actorName, action, environment, targetType, targetId, targetLabel, before, after, reason, outcome } =
    record
  return {
    id,
    at,
    actorName,
    action,
    environment,
    target: targetType && targetId ? { type: targetType, id: targetId, label: targetLabel } : null,
    before,
    after,
    reason,
    outcome,
    error: record.errorCode && record.errorId ? { code: record.errorCode, id: record.errorId } : null,
  }
}
