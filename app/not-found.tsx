import type { Metadata } from 'next'
import { NotFound } from '@/components/layout/not-found'
import { DEFAULT_ENVIRONMENT } from '@/lib/environments'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFoundPage() {
  return (
    <>
      {/* Next leaves the metadata out where a layout, not a page, found nothing. */}
      <title>Not found · Signalbox</title>
      <main id="main">
        <NotFound environment={DEFAULT_ENVIRONMENT} />
      </main>
    </>
  )
}
