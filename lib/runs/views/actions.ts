'use server'

import { and, count, eq, isNull, lt } from 'drizzle-orm'
import { userAction } from '@/lib/action'
import { checkPermission } from '@/lib/auth/check-permission'
import { type Database, database } from '@/lib/db/database'
import { runViews } from '@/lib/db/schema/run-views'
import { findEnvironment } from '@/lib/environments'
import { AppError } from '@/lib/errors'
import { lockRunView } from './lock-run-view'
import { MAX_VIEWS } from './run-view'
import { EditedRunView, NewRunView, OneRunView, UpdatedRunView } from './run-view-input'
import { refuseTakenName } from './taken-name'
import { toRunView } from './to-run-view'

const DAY_MS = 86_400_000

const targetOf = (view: { id: string; name: string }) => ({ type: 'view', id: view.id, label: view.name })

export const createRunView = userAction(
  { name: 'view.create', permission: 'views:own', input: NewRunView },
  async (input, { user, audit }) => {
    const { name, search, shared } = input
    const { name: environment } = findEnvironment(input.environment)
    const id = crypto.randomUUID()
    const target = targetOf({ id, name })
    audit({ target, environment, after: { name, search, shared } })
    if (shared) checkPermission(user, 'views:share')
    const ownerId = shared ? null : user.id
    return database().transaction(async (tx) => {
      await refuseTooMany(tx, environment, ownerId)
      const row = { id, environment, name, search, ownerId, createdBy: user.name }
      const [view] = await refuseTakenName(name, shared, tx.insert(runViews).values(row).returning())
      return view ? toRunView(view) : null
    })
  },
)

/** Its name and who sees it. A view of the team that becomes personal belongs to whoever takes it. */
export const editRunView = userAction(
  { name: 'view.edit', permission: 'views:own', input: EditedRunView },
  async ({ environment, id, name, shared }, { user, audit }) => {
    audit({ target: { type: 'view', id }, environment, after: { name, shared } })
    return database().transaction(async (tx) => {
      const view = await lockRunView(tx, user, { environment, id })
      audit({ target: targetOf(view), environment, before: { name: view.name, shared: view.ownerId === null } })
      if (shared) checkPermission(user, 'views:share')
      const ownerId = shared ? null : user.id
      if (ownerId !== view.ownerId) await refuseTooMany(tx, environment, ownerId)
      const change = { name, ownerId, updatedAt: new Date() }
      await refuseTakenName(name, shared, tx.update(runViews).set(change).where(eq(runViews.id, id)))
      return null
    })
  },
)

export const updateRunView = userAction(
  { name: 'view.update', permission: 'views:own', input: UpdatedRunView },
  async ({ environment, id, search }, { user, audit }) => {
    audit({ target: { type: 'view', id }, environment, after: { search } })
    return database().transaction(async (tx) => {
      const view = await lockRunView(tx, user, { environment, id })
      audit({ target: targetOf(view), environment, before: { search: view.search } })
      await tx.update(runViews).set({ search, updatedAt: new Date() }).where(eq(runViews.id, id))
      return { before: view.search }
    })
  },
)

export const deleteRunView = userAction(
  { name: 'view.delete', permission: 'views:own', input: OneRunView },
  async ({ environment, id }, { user, audit }) => {
    audit({ target: { type: 'view', id }, environment })
    return database().transaction(async (tx) => {
      const view = await lockRunView(tx, user, { environment, id })
      const { name, search, ownerId } = view
      audit({ target: targetOf(view), environment, before: { name, search, shared: ownerId === null } })
      const now = new Date()
      await tx.update(runViews).set({ deletedAt: now }).where(eq(runViews.id, id))
      await tx.delete(runViews).where(lt(runViews.deletedAt, new Date(now.getTime() - DAY_MS)))
      return null
    })
  },
)

export const restoreRunView = userAction(
  { name: 'view.restore', permission: 'views:own', input: OneRunView },
  async ({ environment, id }, { user, audit }) => {
    audit({ target: { type: 'view', id }, environment })
    return database().transaction(async (tx) => {
      const view = await lockRunView(tx, user, { environment, id, deleted: true })
      audit({ target: targetOf(view), environment })
      const change = tx.update(runViews).set({ deletedAt: null }).where(eq(runViews.id, id))
      await refuseTakenName(view.name, view.ownerId === null, change)
      return null
    })
  },
)

async function refuseTooMany(tx: Database, environment: string, ownerId: string | null): Promise<void> {
  const whose = ownerId === null ? isNull(runViews.ownerId) : eq(runViews.ownerId, ownerId)
  const [row] = await tx
    .select({ views: count() })
    .from(runViews)
    .where(and(eq(runViews.environment, environment), isNull(runViews.deletedAt), whose))
  if ((row?.views ?? 0) < MAX_VIEWS) return
  const text = `There are ${MAX_VIEWS} views already. Delete one that nobody opens any more.`
  throw new AppError('conflict', text, { fieldErrors: { name: [text] } })
}
