import type { Metadata } from 'next'
import { PasswordForm } from '@/components/settings/password-form'
import { SignOutEverywhere } from '@/components/settings/sign-out-everywhere'
import { Card } from '@/components/ui/card'
import { requirePageUser } from '@/lib/auth/page-user'
import { ROLE_FACTS } from '@/lib/auth/role-facts'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const user = await requirePageUser()
  const role = ROLE_FACTS[user.role]
  return (
    <div className="flex max-w-[560px] flex-col gap-4">
      <Card className="px-4 py-4">
        <h1 className="font-semibold text-16">{user.name}</h1>
        <p className="text-13 text-muted">{user.email}</p>
        <p className="mt-2 text-13">
          {role.label}. <span className="text-muted">{role.can}</span>
        </p>
      </Card>
      <PasswordForm />
      <SignOutEverywhere />
    </div>
  )
}
