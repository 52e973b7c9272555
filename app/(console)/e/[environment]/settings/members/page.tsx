import type { Metadata } from 'next'
import { InvitationList } from '@/components/settings/invitation-list'
import { InviteDialog } from '@/components/settings/invite-dialog'
import { MemberList } from '@/components/settings/member-list'
import { requirePageUser } from '@/lib/auth/page-user'
import { can } from '@/lib/auth/permissions'
import { listInvitations, listMembers } from '@/lib/members/queries'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage() {
  const user = await requirePageUser()
  const manages = can(user.role, 'members:manage')
  const [members, invitations] = await Promise.all([listMembers(), manages ? listInvitations() : []])
  return (
    <div className="flex max-w-[860px] flex-col gap-5">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <h1 className="font-semibold text-16">Members</h1>
        {manages && <InviteDialog />}
      </div>
      <MemberList members={members} ownId={user.id} manages={manages} />
      {manages && <InvitationList invitations={invitations} />}
    </div>
  )
}
