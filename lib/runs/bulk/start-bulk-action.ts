import 'server-only'
import type { z } from 'zod'
import type { ActionContext } from '@/lib/action'
import { AppError } from '@/lib/errors'
import { callTrigger, triggerClient } from '@/lib/trigger-client'
import { serializeRunFilter } from '../run-filter'
import type { BulkCommand } from './bulk-command'
import { bulkFilterOf } from './bulk-filter'
import { filterIn, type MatchingInput } from './bulk-input'

const WORD = { cancel: 'Canceled', replay: 'Replayed' }

/** Hands the work to the platform, which goes on with it whatever becomes of this app or the browser. */
export async function startBulkAction(
  command: BulkCommand,
  input: z.output<typeof MatchingInput>,
  { user, audit }: ActionContext,
): Promise<{ bulkActionId: string }> {
  const { environment, asOf } = input
  const filter = filterIn(input)
  const target = { type: 'runs', id: serializeRunFilter(filter) || 'all' }
  audit({ target, environment, after: { createdUntil: asOf } })
  const bulk = bulkFilterOf(filter, command, asOf)
  if (!bulk) throw new AppError('bad_input', 'This filter has no run that this could be done to. Nothing was changed.')
  const name = `${WORD[command]} in Signalbox by ${user.name}`.slice(0, 255)
  const act = triggerClient(environment).runs.bulk[command]
  const { id } = await callTrigger(act({ filter: bulk, name }))
  audit({ target, environment, after: { createdUntil: asOf, bulkActionId: id } })
  return { bulkActionId: id }
}
