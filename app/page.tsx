import { redirect } from 'next/navigation'
import { requirePageUser } from '@/lib/auth/page-user'
import { DEFAULT_ENVIRONMENT } from '@/lib/environments'
import { routes } from '@/lib/routes'

export default async function HomePage() {
  await requirePageUser()
  redirect(routes.overview(DEFAULT_ENVIRONMENT))
}
