import { Badge } from '@/components/ui/badge'
import { ROLE_FACTS } from '@/lib/auth/role-facts'
import type { Member } from '@/lib/members/member'
import { MemberRole } from './member-role'
import { RemoveMember } from './remove-member'

/** A list and not a table, so that it reads on a phone. */
export function MemberList({ members, ownId, manages }: { members: Member[]; ownId: string; manages: boolean }) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-panel">
      {members.map((member) => (
        <li key={member.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-48 grow">
            <p className="flex items-center gap-2 font-medium text-13">
              {member.name}
              {member.id === ownId && <Badge>You</Badge>}
            </p>
            <p className="break-all text-12 text-muted">{member.email}</p>
          </div>
          {manages ? (
            <div className="flex items-center gap-4">
              <MemberRole member={member} />
              <RemoveMember member={member} isOwn={member.id === ownId} />
            </div>
          ) : (
            <span className="text-13 text-muted">{ROLE_FACTS[member.role].label}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
