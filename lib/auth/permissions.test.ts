import { expect, it } from 'vitest'
import { can, PERMISSIONS, type Permission, ROLES } from './permissions'

/** The whole matrix, written out: a permission that somebody gains by accident fails here. */
const HOLDERS: Record<Permission, string> = {
  'runs:read': 'viewer editor operator admin',
  'tasks:read': 'viewer editor operator admin',
  'health:read': 'viewer editor operator admin',
  'audit:own': 'viewer editor operator admin',
  'account:own': 'viewer editor operator admin',
  'views:own': 'viewer editor operator admin',
  'runs:trigger': 'editor operator admin',
  'uploads:create': 'editor operator admin',
  'runs:cancel': 'operator admin',
  'runs:replay': 'operator admin',
  'runs:tag': 'operator admin',
  'runs:reschedule': 'operator admin',
  'runs:reveal': 'operator admin',
  'views:share': 'operator admin',
  'members:read': 'operator admin',
  'audit:read': 'operator admin',
  'members:manage': 'admin',
}

it.each(PERMISSIONS)('%s belongs to exactly its roles', (permission) => {
  expect(ROLES.filter((role) => can(role, permission)).join(' ')).toBe(HOLDERS[permission])
})
