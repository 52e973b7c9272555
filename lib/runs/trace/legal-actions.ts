import { can, type Permission, type Role } from '@/lib/auth/permissions'
import { isFinished, type RunRow } from '../run'
import { canonicalStatus } from '../run-status'

export interface Legality {
  allowed: boolean
  /** Why not, in words for the tooltip of the disabled button. */
  reason: string | null
}

export type RunAction = 'cancel' | 'replay' | 'replayEdited' | 'tag' | 'reschedule'

const NEEDS: Record<RunAction, { permission: Permission; verb: string }> = {
  cancel: { permission: 'runs:cancel', verb: 'cancel runs' },
  replay: { permission: 'runs:replay', verb: 'replay runs' },
  replayEdited: { permission: 'runs:trigger', verb: 'start runs' },
  tag: { permission: 'runs:tag', verb: 'add tags' },
  reschedule: { permission: 'runs:reschedule', verb: 'reschedule runs' },
}

/** What this person may do with this run now. The server checks again; this only spares a click that would be refused. */
export function legalActions(run: Pick<RunRow, 'status' | 'finishedAt'>, role: Role): Record<RunAction, Legality> {
  return {
    cancel: unless(isFinished(run), 'This run has already finished.', byRole('cancel', role)),
    reschedule: unless(
      canonicalStatus(run.status) !== 'DELAYED',
      'Only a delayed run can be rescheduled.',
      byRole('reschedule', role),
    ),
    replay: byRole('replay', role),
    replayEdited: byRole('replayEdited', role),
    tag: byRole('tag', role),
  }
}

function unless(isHindered: boolean, reason: string, legality: Legality): Legality {
  return legality.allowed && isHindered ? { allowed: false, reason } : legality
}

function byRole(action: RunAction, role: Role): Legality {
  const { permission, verb } = NEEDS[action]
  return can(role, permission)
    ? { allowed: true, reason: null }
    : { allowed: false, reason: `Your role, ${role}, may not ${verb}.` }
}
