import type { Metadata } from 'next'
import Link from 'next/link'
import { NewAccountForm } from '@/components/auth/new-account-form'
import { buttonStyle } from '@/components/ui/button'
import { acceptInvite } from '@/lib/auth/actions'
import { openInvitation } from '@/lib/auth/invitations'
import { ROLE_FACTS } from '@/lib/auth/role-facts'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'Invitation' }

export default async function InvitePage({ params }: PageProps<'/invite/[token]'>) {
  const { token } = await params
  const invitation = await openInvitation(token)
  if (invitation) {
    const role = ROLE_FACTS[invitation.role]
    return (
      <>
        <h1 className="font-semibold text-20">Join Signalbox</h1>
        <p className="mt-1 mb-4 text-13 text-muted">
          You are invited as <strong className="font-medium text-text">{role.label}</strong>. {role.can}
        </p>
        <NewAccountForm token={token} submit={acceptInvite} />
      </>
    )
  }
  return (
    <>
      <h1 className="font-semibold text-20">This invitation no longer works</h1>
      <p className="mt-1 mb-4 text-13 text-muted">
        An invitation works once and for 7 days, and an admin can take it back. Ask for a new one; if you already have
        an account, sign in.
      </p>
      <Link href={routes.signIn()} className={buttonStyle({ variant: 'primary' })}>
        Sign in
      </Link>
    </>
  )
}
