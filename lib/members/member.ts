import type { Role } from '../auth/permissions'

export type Member = { id: string; name: string; email: string; role: Role; createdAt: Date }

export type Invitation = {
  id: string
  role: Role
  note: string | null
  invitedBy: string | null
  createdAt: Date
  expiresAt: Date
}
