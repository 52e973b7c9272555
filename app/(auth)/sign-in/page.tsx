import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/auth/sign-in-form'
import { safeNext } from '@/lib/auth/safe-next'
import { currentUser } from '@/lib/auth/session'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const next = safeNext((await searchParams).next)
  if (await currentUser()) redirect(next)
  return (
    <>
      <h1 className="mb-4 font-semibold text-20">Sign in</h1>
      <SignInForm next={next} />
      <p className="mt-5 text-12 text-muted">
        Accounts are made by invitation. The first one is made with the link that the terminal shows when Signalbox
        starts for the first time.
      </p>
    </>
  )
}
