import { beforeAll, expect, test, vi } from 'vitest'
import { GET as bulkAction } from '@/app/api/e/[environment]/bulk-actions/[bulkActionId]/route'
import { GET as overview } from '@/app/api/e/[environment]/overview/route'
import { GET as realtimeToken } from '@/app/api/e/[environment]/realtime-token/route'
import { GET as runViews } from '@/app/api/e/[environment]/run-views/route'
import { GET as payload } from '@/app/api/e/[environment]/runs/[runId]/payload/route'
import { GET as run } from '@/app/api/e/[environment]/runs/[runId]/route'
import { GET as trace } from '@/app/api/e/[environment]/runs/[runId]/trace/route'
import { GET as exportRuns } from '@/app/api/e/[environment]/runs/export/route'
import { GET as matchingRuns } from '@/app/api/e/[environment]/runs/matching/route'
import { GET as runs } from '@/app/api/e/[environment]/runs/route'
import { GET as tasks } from '@/app/api/e/[environment]/tasks/route'
import { POST as upload } from '@/app/api/e/[environment]/uploads/route'
import { GET as usualDurations } from '@/app/api/e/[environment]/usual-durations/route'
import { GET as health } from '@/app/api/health/route'
import { GET as realtime } from '@/app/api/trigger/[environment]/[...path]/route'
import type { ActionResult } from '@/lib/action-result'
import type { RouteHandler } from '@/lib/api-route'
import { parseAuditFilter } from '@/lib/audit/audit-filter'
import { listAudit } from '@/lib/audit/queries'
import { HTTP_STATUS } from '@/lib/errors'
import { getHealth } from '@/lib/health/queries'
import { changeMemberRole, inviteMember, removeMember, revokeInvitation } from '@/lib/members/actions'
import { listInvitations, listMembers } from '@/lib/members/queries'
import {
  addRunTags,
  cancelRun,
  cancelRuns,
  replayRun,
  replayRuns,
  rescheduleRun,
  revealRunData,
  startRun,
} from '@/lib/runs/actions'
import { cancelMatchingRuns, replayMatchingRuns, stopBulkAction } from '@/lib/runs/bulk/actions'
import { listRuns } from '@/lib/runs/queries'
import { EMPTY_RUN_FILTER } from '@/lib/runs/run-filter'
import { getRunFacts } from '@/lib/runs/trace/queries'
import { createRunView, deleteRunView, editRunView, restoreRunView, updateRunView } from '@/lib/runs/views/actions'
import { listTasks } from '@/lib/tasks/queries'
import { changePassword, signOutEverywhere } from './actions'
import { actAs, addPerson, type Person, useTestApp } from './app-for-tests'
import { can, PERMISSIONS, type Permission, ROLES, type Role } from './permissions'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

useTestApp()
const people = new Map<Role, Person>()

beforeAll(async () => {
  for (const role of ROLES) people.set(role, await addPerson(role))
})

/** What came out of an attempt that nobody with the right to it made: the refusal, as its error code. */
type Attempt = () => Promise<unknown>

const ADDRESS = 'http://127.0.0.1:3999/api/x'
const PARAMS = { environment: 'default', runId: 'run_abc123', bulkActionId: 'bulk_abc123' }

function route(handler: RouteHandler, init: RequestInit = {}, search = ''): Attempt {
  return async () => {
    const request = new Request(`${ADDRESS}${search}`, { ...init, headers: { origin: 'http://127.0.0.1:3999' } })
    const response = await handler(request, { params: Promise.resolve(PARAMS) })
    const { code } = await response.json()
    expect(response.status).toBe(HTTP_STATUS[code as keyof typeof HTTP_STATUS])
    return code
  }
}

function action(act: (input: unknown) => Promise<ActionResult<unknown>>, input: unknown): Attempt {
  return async () => {
    const result = await act(input)
    return result.ok ? 'done' : result.code
  }
}

function query(read: () => Promise<unknown>): Attempt {
  return () =>
    read().then(
      () => 'done',
      (error) => error.code,
    )
}

const oneRun = { environment: 'default', runId: 'run_abc123' }
const manyRuns = { environment: 'default', runIds: ['run_abc123'] }

const oneView = { environment: 'default', id: '00000000-0000-4000-8000-000000000000' }
const matching = { environment: 'default', search: '', asOf: new Date() }
const oneBulkAction = { environment: 'default', bulkActionId: 'bulk_abc123' }
const newView = { environment: 'default', name: 'Mine', search: '', shared: false }

const ATTEMPTS: Record<Permission, Attempt[]> = {
  'runs:read': [
    route(runs),
    route(run),
    route(trace),
    route(payload),
    route(overview),
    route(realtimeToken),
    route(realtime),
    route(runViews),
    route(exportRuns, {}, '?format=csv'),
    route(usualDurations, {}, '?task=a'),
    route(matchingRuns),
    route(bulkAction),
    query(() => listRuns('default', EMPTY_RUN_FILTER, null)),
    query(() => getRunFacts('default', 'run_abc123')),
  ],
  'tasks:read': [route(tasks), query(() => listTasks('default'))],
  'health:read': [route(health, {}, '?details'), query(() => getHealth('default'))],
  'audit:own': [query(() => listAudit(parseAuditFilter(new URLSearchParams())))],
  'account:own': [
    action(changePassword, { currentPassword: 'x', newPassword: 'correct horse' }),
    action(signOutEverywhere, {}),
  ],
  'runs:trigger': [action(startRun, { environment: 'default', taskId: 'hello-world', payload: '{}' })],
  'uploads:create': [route(upload, { method: 'POST', body: 'a,b\n' }, '?name=a.csv')],
  'runs:cancel': [
    action(cancelRun, oneRun),
    action(cancelRuns, manyRuns),
    action(cancelMatchingRuns, matching),
    action(stopBulkAction, oneBulkAction),
  ],
  'runs:replay': [
    action(replayRun, oneRun),
    action(replayRuns, manyRuns),
    action(replayMatchingRuns, matching),
    action(stopBulkAction, oneBulkAction),
  ],
  'runs:tag': [action(addRunTags, { ...oneRun, tags: ['a'] })],
  'runs:reschedule': [action(rescheduleRun, { ...oneRun, delay: '10m' })],
  'runs:reveal': [action(revealRunData, { ...oneRun, part: 'payload' })],
  'views:own': [
    action(createRunView, newView),
    action(editRunView, { ...oneView, name: 'Mine', shared: false }),
    action(updateRunView, { ...oneView, search: '' }),
    action(deleteRunView, oneView),
    action(restoreRunView, oneView),
  ],
  'views:share': [action(createRunView, { ...newView, shared: true })],
  'members:read': [query(listMembers)],
  // Without it the log is not refused but narrowed to one's own rows; audit.contract.test.ts proves that.
  'audit:read': [query(() => listAudit(parseAuditFilter(new URLSearchParams())))],
  'members:manage': [
    query(listInvitations),
    action(inviteMember, { role: 'viewer' }),
    action(changeMemberRole, { memberId: 'x', role: 'admin' }),
    action(removeMember, { memberId: 'x' }),
    action(revokeInvitation, { invitationId: 'x' }),
  ],
}

test.each(PERMISSIONS)('%s is refused to strangers at every endpoint and action', async (permission) => {
  actAs(null)
  for (const attempt of ATTEMPTS[permission]) expect(await attempt()).toBe('unauthenticated')
})

const rolesWithout = (permission: Permission) => ROLES.filter((role) => !can(role, permission))
const refusable = PERMISSIONS.filter((permission) => permission !== 'audit:read' && rolesWithout(permission).length > 0)

test.each(refusable)('%s is refused to every role without it, whoever calls directly', async (permission) => {
  for (const role of rolesWithout(permission)) {
    actAs(people.get(role) ?? null)
    for (const attempt of ATTEMPTS[permission]) expect(await attempt()).toBe('forbidden')
  }
})
