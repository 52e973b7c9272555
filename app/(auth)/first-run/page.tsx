import type { Metadata } from 'next'
import Link from 'next/link'
import { NewAccountForm } from '@/components/auth/new-account-form'
import { buttonStyle } from '@/components/ui/button'
import { createFirstAccount } from '@/lib/auth/actions'
import { isFirstRun, isFirstRunToken } from '@/lib/auth/first-run'
import { routes } from '@/lib/routes'

export const metadata: Metadata = { title: 'First run' }

export default async function FirstRunPage({ searchParams }: PageProps<'/first-run'>) {
  const { token } = await searchParams
  if (typeof token === 'string' && isFirstRunToken(token) && (await isFirstRun())) {
    return (
      <>
        <h1 className="font-semibold text-20">Create the first account</h1>
        <p className="mt-1 mb-4 text-13 text-muted">It is an admin: it can invite everybody else.</p>
        <NewAccountForm token={token} submit={createFirstAccount} />
      </>
    )
  }
  return (
    <>
      <h1 className="font-semibold text-20">This link no longer works</h1>
      <p className="mt-1 mb-4 text-13 text-muted">
        It creates the first account, once. Either that account exists already, or the link is not the one that the
        terminal showed last. To join, ask an admin for an invitation.
      </p>
      <Link href={routes.signIn()} className={buttonStyle({ variant: 'primary' })}>
        Sign in
      </Link>
    </>
  )
}
