import 'server-only'
import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { checkPermission } from '@/lib/auth/check-permission'
import type { SessionUser } from '@/lib/auth/session'
import type { Database } from '@/lib/db/database'
import { runViews } from '@/lib/db/schema/run-views'
import { AppError } from '@/lib/errors'

interface Wanted {
  environment: string
  id: string
  deleted?: boolean
}

/** A view that the person may change, locked. One that belongs to somebody else does not exist for them. */
export async function lockRunView(tx: Database, user: SessionUser, { environment, id, deleted = false }: Wanted) {
  const [view] = await tx
    .select()
    .from(runViews)
    .where(
      and(
        eq(runViews.id, id),
        eq(runViews.environment, environment),
        deleted ? isNotNull(runViews.deletedAt) : isNull(runViews.deletedAt),
        or(eq(runViews.ownerId, user.id), isNull(runViews.ownerId)),
      ),
    )
    .for('update')
  if (!view) throw new AppError('not_found', 'This view is gone: somebody has deleted it. Nothing was changed.')
  if (view.ownerId === null) checkPermission(user, 'views:share')
  return view
}
