import type { Role } from './permissions'

export const ROLE_FACTS = {
  viewer: { label: 'Viewer', can: 'Sees runs, tasks and health. Changes nothing.' },
  editor: { label: 'Editor', can: 'Also starts runs and uploads files.' },
  operator: { label: 'Operator', can: 'Also cancels, replays and tags runs, and reads the audit log.' },
  admin: { label: 'Admin', can: 'Also invites people, changes roles and removes members.' },
} as const satisfies Record<Role, { label: string; can: string }>
