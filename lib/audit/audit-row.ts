/** One line of the audit log as the screen shows it. */
export type AuditRow = {
  id: number
  at: Date
  actorName: string
  action: string
  environment: string | null
  target: { type: string; id: string; label: string | null } | null
  before: unknown
  after: unknown
  reason: string | null
  outcome: 'done' | 'failed'
  error: { code: string; id: string } | null
}

export type AuditPage = { rows: AuditRow[]; nextCursor: number | null; actions: string[]; isOwnOnly: boolean }
