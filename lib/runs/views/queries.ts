import 'server-only'
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { requireUser } from '@/lib/auth/session'
import { database } from '@/lib/db/database'
import { runViews } from '@/lib/db/schema/run-views'
import { findEnvironment } from '@/lib/environments'
import type { RunView } from './run-view'
import { toRunView } from './to-run-view'

/** The reader's own views and the team's, by name. */
export async function listRunViews(environment: string): Promise<RunView[]> {
  const user = await requireUser('runs:read')
  const { name } = findEnvironment(environment)
  const visible = or(eq(runViews.ownerId, user.id), isNull(runViews.ownerId))
  const rows = await database()
    .select()
    .from(runViews)
    .where(and(eq(runViews.environment, name), isNull(runViews.deletedAt), visible))
    .orderBy(asc(sql`lower(${runViews.name})`), asc(runViews.id))
  return rows.map(toRunView)
}
