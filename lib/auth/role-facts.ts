import type { Role } from './permissions'

export const ROLE_FACTS = {
  viewer: { label: 'Viewer', can: 'Sees runs, tasks and health; changes nothing.' },
  editor: { label: 'Editor', can: 'Starts runs and uploads files; leaves the runs of others alone.' },
  operator: {
    label: 'Operator',
    can: 'Starts, cancels, replays, tags and reschedules runs; reveals their secrets; reads the audit log.',
  },
  admin: { label: 'Admin', can: 'Does all of that, invites people, changes roles and removes members.' },
} as const satisfies Record<Role, { label: string; can: string }>
