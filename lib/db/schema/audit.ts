import { sql } from 'drizzle-orm'
import { bigint, check, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './moment'

/**
 * Who did what, to what. Append-only: triggers refuse update, delete and truncate. Names are copied, not referenced, so
 * that a row still reads after its people are gone.
 */
export const auditLog = pgTable(
  'audit_log',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull().defaultNow(),
    actorId: text('actor_id'),
    actorName: text('actor_name').notNull(),
    action: text('action').notNull(),
    environment: text('environment'),
    targetType: text('target_type'),
    targetId: text('target_id'),
    targetLabel: text('target_label'),
    before: jsonb('before'),
    after: jsonb('after'),
    reason: text('reason'),
    outcome: text('outcome').$type<'done' | 'failed'>().notNull(),
    errorCode: text('error_code'),
    errorId: text('error_id'),
  },
  (table) => [
    index('audit_log_actor_idx').on(table.actorId, table.id),
    index('audit_log_action_idx').on(table.action, table.id),
    index('audit_log_target_idx').on(table.targetType, table.targetId, table.id),
    check('audit_log_outcome_known', sql`${table.outcome} in ('done', 'failed')`),
  ],
)
