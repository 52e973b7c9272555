import { pgTable, text } from 'drizzle-orm/pg-core'
import { moment } from './moment'

/** One row per message that a task set out to send: claimed before, marked after, so that a retry never sends twice. */
export const mailDeliveries = pgTable('mail_deliveries', {
  key: text('key').primaryKey(),
  runId: text('run_id').notNull(),
  claimedAt: moment('claimed_at').notNull().defaultNow(),
  sentAt: moment('sent_at'),
})
