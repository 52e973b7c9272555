import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { OverviewPanel } from '@/components/overview/overview-panel'
import { healthOptions } from '@/lib/health/health-options'
import { getHealth } from '@/lib/health/queries'
import { overviewOptions } from '@/lib/overview/overview-options'
import { getOverview } from '@/lib/overview/queries'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ params }: PageProps<'/e/[environment]'>) {
  const { environment } = await params
  const queryClient = new QueryClient()
  // A part that cannot be read leaves its query empty: the panel asks again and says what is wrong.
  await Promise.all([
    queryClient.prefetchQuery({ ...healthOptions(environment), queryFn: () => getHealth(environment) }),
    queryClient.prefetchQuery({ ...overviewOptions(environment), queryFn: () => getOverview(environment) }),
  ])
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <OverviewPanel environment={environment} />
    </HydrationBoundary>
  )
}
