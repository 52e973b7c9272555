import { sql } from 'drizzle-orm'
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { users } from './auth'
import { moment } from './moment'

/** A named address of the run list. The address is the whole state; this only gives it a name. */
export const runViews = pgTable(
  'run_views',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    environment: text('environment').notNull(),
    name: text('name').notNull(),
    /** Null for a view of the whole team, which stays when the person who made it leaves. */
    ownerId: text('owner_id').references(() => users.id, { onDelete: 'cascade' }),
    /** A name, copied: it still reads after its person is gone. */
    createdBy: text('created_by').notNull(),
    search: text('search').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    /** Kept for a day, so that a deletion can be undone. */
    deletedAt: moment('deleted_at'),
  },
  (table) => [
    uniqueIndex('run_views_name_key')
      .on(table.environment, sql`coalesce(${table.ownerId}, '')`, sql`lower(${table.name})`)
      .where(sql`${table.deletedAt} is null`),
    check('run_views_name_length', sql`char_length(${table.name}) between 1 and 100`),
  ],
)
