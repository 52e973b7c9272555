import { ROLES, type Role } from '@/lib/auth/permissions'
import { ROLE_FACTS } from '@/lib/auth/role-facts'

export function RoleChoice({ name, initial }: { name: string; initial: Role }) {
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 font-medium text-13">Role</legend>
      {ROLES.map((role) => (
        <label
          key={role}
          className="flex cursor-pointer gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft"
        >
          <input
            type="radio"
            name={name}
            value={role}
            defaultChecked={role === initial}
            className="mt-1 accent-accent"
          />
          <span>
            <span className="block font-medium text-13">{ROLE_FACTS[role].label}</span>
            <span className="block text-12 text-muted">{ROLE_FACTS[role].can}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
