import type { Metadata } from 'next'
import { NotFound } from '@/components/layout/not-found'
import { DEFAULT_ENVIRONMENT } from '@/lib/environments'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFoundPage() {
  return <NotFound environment={DEFAULT_ENVIRONMENT} />
}
