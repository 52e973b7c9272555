import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { SessionUserProvider } from '@/components/auth/session-user'
import { ConsoleProviders } from '@/components/layout/console-providers'
import { PREFERENCES } from '@/components/layout/preference-cookie'
import { Shell } from '@/components/layout/shell'
import { parseTimeMode } from '@/components/layout/time-mode'
import { requirePageUser } from '@/lib/auth/page-user'
import { findEnvironment } from '@/lib/environments'
import { AppError } from '@/lib/errors'

/** An unknown environment has to be found here too, or its 404 page would carry the title of the page it is not. */
export async function generateMetadata({ params }: LayoutProps<'/e/[environment]'>): Promise<Metadata> {
  configured((await params).environment)
  return {}
}

export default async function EnvironmentLayout({ params, children }: LayoutProps<'/e/[environment]'>) {
  const user = await requirePageUser()
  const { slug, name } = configured((await params).environment)
  const jar = await cookies()
  return (
    <SessionUserProvider user={user}>
      <ConsoleProviders timeMode={parseTimeMode(jar.get(PREFERENCES.time)?.value)}>
        <Shell environment={name} slug={slug} railCollapsed={jar.get(PREFERENCES.rail)?.value === 'icons'}>
          {children}
        </Shell>
      </ConsoleProviders>
    </SessionUserProvider>
  )
}

function configured(name: string) {
  try {
    return findEnvironment(decodeURIComponent(name))
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
