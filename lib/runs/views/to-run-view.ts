import type { runViews } from '@/lib/db/schema/run-views'
import type { RunView } from './run-view'

export function toRunView({ id, name, ownerId, search, createdBy }: typeof runViews.$inferSelect): RunView {
  return { id, name, shared: ownerId === null, search, createdBy }
}
