export const ROLES = ['viewer', 'editor', 'operator', 'admin'] as const
export type Role = (typeof ROLES)[number]

const VIEWER = ['runs:read', 'tasks:read', 'health:read', 'audit:own', 'account:own', 'views:own'] as const
const EDITOR = [...VIEWER, 'runs:trigger', 'uploads:create'] as const
const OPERATOR = [
  ...EDITOR,
  'runs:cancel',
  'runs:replay',
  'runs:tag',
  'runs:reschedule',
  'runs:reveal',
  'views:share',
  'members:read',
  'audit:read',
] as const
const ADMIN = [...OPERATOR, 'members:manage'] as const

export const PERMISSIONS = ADMIN
export type Permission = (typeof ADMIN)[number]

const GRANTED: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set(VIEWER),
  editor: new Set(EDITOR),
  operator: new Set(OPERATOR),
  admin: new Set(ADMIN),
}

export function can(role: Role, permission: Permission): boolean {
  return GRANTED[role].has(permission)
}
