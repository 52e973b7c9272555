import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { acceptInvite } from '@/lib/auth/actions'
import { actAs, addPerson, PASSWORD, type Person, useTestApp } from '@/lib/auth/app-for-tests'
import { openInvitation } from '@/lib/auth/invitations'
import { lastAudit } from '@/lib/auth/last-audit-for-tests'
import { currentUser } from '@/lib/auth/session'
import { runSql } from '@/lib/db/database-for-tests'
import { changeMemberRole, inviteMember, removeMember, revokeInvitation } from './actions'
import { listInvitations, listMembers } from './queries'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = useTestApp()
let admin: Person

beforeAll(async () => {
  admin = await addPerson('admin')
})
afterEach(async () => {
  // Only the first admin stays, so that each test knows who is the last one.
  await runSql(app.databaseUrl, 'delete from users where id <> $1', [admin.id])
})

async function invite(role: string): Promise<string> {
  actAs(admin)
  const result = await inviteMember({ role, note: 'Grace' })
  if (!result.ok) throw new Error(result.message)
  return new URL(result.data.link).pathname.replace('/invite/', '')
}

const newcomer = (name: string) => ({ name, email: `${name}-${Date.now()}@example.com`, password: PASSWORD })

describe('invitations', () => {
  test('give the role they were made for', async () => {
    const token = await invite('editor')
    actAs(null)
    expect(await acceptInvite({ token, ...newcomer('grace') })).toMatchObject({ ok: true })
    const { rows } = await runSql(app.databaseUrl, "select role from users where name = 'grace'")
    expect(rows).toEqual([{ role: 'editor' }])
    expect(await lastAudit()).toMatchObject({ action: 'invitation.accept', actor_name: 'grace', outcome: 'done' })
  })

  test('work for one of two people who use the link at once', async () => {
    const token = await invite('viewer')
    actAs(null)
    const results = await Promise.all(['a', 'b'].map((name) => acceptInvite({ token, ...newcomer(name) })))
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    expect(results.find((result) => !result.ok)).toMatchObject({ code: 'not_found' })
  })

  test('are not used up by an address that already has an account', async () => {
    const token = await invite('viewer')
    actAs(null)
    const taken = await acceptInvite({ token, name: 'X', email: admin.email.toUpperCase(), password: PASSWORD })
    expect(taken).toMatchObject({ ok: false, code: 'conflict', fieldErrors: { email: [expect.any(String)] } })
    expect(await openInvitation(token)).toEqual({ role: 'viewer' })
  })

  test('end after seven days', async () => {
    const token = await invite('viewer')
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
    expect(await openInvitation(token, inDays(6.9))).toEqual({ role: 'viewer' })
    expect(await openInvitation(token, inDays(7.1))).toBeNull()
  })

  test('end when they are revoked, which works once', async () => {
    const token = await invite('viewer')
    actAs(admin)
    const [invitation] = await listInvitations()
    expect(await revokeInvitation({ invitationId: invitation?.id })).toMatchObject({ ok: true })
    expect(await revokeInvitation({ invitationId: invitation?.id })).toMatchObject({ ok: false, code: 'conflict' })
    actAs(null)
    expect(await acceptInvite({ token, ...newcomer('late') })).toMatchObject({ ok: false, code: 'not_found' })
  })

  test('cannot be read back from the database', async () => {
    const token = await invite('admin')
    const { rows } = await runSql(app.databaseUrl, 'select * from invitations')
    expect(JSON.stringify(rows)).not.toContain(token)
  })
})

describe('the last admin', () => {
  test('keeps the role and the account', async () => {
    actAs(admin)
    const demoted = await changeMemberRole({ memberId: admin.id, role: 'viewer' })
    const removed = await removeMember({ memberId: admin.id })
    expect([demoted, removed]).toEqual(Array(2).fill(expect.objectContaining({ ok: false, code: 'conflict' })))
    expect(await lastAudit()).toMatchObject({
      action: 'member.remove',
      outcome: 'failed',
      error_code: 'conflict',
      target_id: admin.id,
    })
  })

  test('is left over when two admins remove each other at once', async () => {
    const other = await addPerson('admin')
    actAs(admin)
    // Both have been let in before either has changed anything.
    const results = await Promise.all([
      removeMember({ memberId: other.id }),
      changeMemberRole({ memberId: admin.id, role: 'viewer' }),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
    const { rows } = await runSql(app.databaseUrl, "select id from users where role = 'admin'")
    expect(rows).toHaveLength(1)
    await runSql(app.databaseUrl, "update users set role = 'admin' where id = $1", [admin.id])
  })
})

describe('members', () => {
  test('a new role holds from the next request on', async () => {
    const member = await addPerson('viewer')
    actAs(admin)
    expect(await changeMemberRole({ memberId: member.id, role: 'operator' })).toMatchObject({ ok: true })
    expect(await lastAudit()).toMatchObject({
      target_label: member.name,
      before: { role: 'viewer' },
      after: { role: 'operator' },
    })
    actAs(member)
    expect(await currentUser()).toMatchObject({ role: 'operator' })
  })

  test('somebody removed is signed out at once, and their audit rows keep their name', async () => {
    const member = await addPerson('admin')
    actAs(member)
    await inviteMember({ role: 'viewer' })
    actAs(admin)
    expect(await removeMember({ memberId: member.id })).toMatchObject({ ok: true })
    actAs(member)
    expect(await currentUser()).toBeNull()
    const { rows } = await runSql(app.databaseUrl, 'select actor_name from audit_log where actor_id = $1', [member.id])
    expect(rows).toEqual([{ actor_name: member.name }])
  })

  test('changing somebody who is already gone says so', async () => {
    actAs(admin)
    expect(await changeMemberRole({ memberId: 'gone', role: 'viewer' })).toMatchObject({ ok: false, code: 'not_found' })
  })

  test('the list never holds a password', async () => {
    actAs(admin)
    const [member] = await listMembers()
    expect(Object.keys(member ?? {}).sort()).toEqual(['createdAt', 'email', 'id', 'name', 'role'])
  })
})
