import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { RunsView } from '@/components/runs/runs-view'
import { listRuns } from '@/lib/runs/queries'
import { parseRunFilter } from '@/lib/runs/run-filter'
import { parseRunListView, RUN_LIST_VIEW_COOKIE } from '@/lib/runs/run-list-view'
import { runListOptions } from '@/lib/runs/run-options'
import { listRunViews } from '@/lib/runs/views/queries'
import { runViewOptions } from '@/lib/runs/views/run-view-options'

export const metadata: Metadata = { title: 'Runs' }

export default async function RunsPage({ params, searchParams }: PageProps<'/e/[environment]/runs'>) {
  const environment = decodeURIComponent((await params).environment)
  const filter = parseRunFilter(await searchParams)
  const view = parseRunListView((await cookies()).get(RUN_LIST_VIEW_COOKIE)?.value)
  const queryClient = new QueryClient()
  // A failed prefetch is not fatal: the list asks again from the browser and shows what is wrong, with a way to retry.
  await Promise.all([
    queryClient.prefetchInfiniteQuery({
      ...runListOptions(environment, filter),
      queryFn: () => listRuns(environment, filter, null),
      retry: false,
    }),
    queryClient.prefetchQuery({
      ...runViewOptions(environment),
      queryFn: () => listRunViews(environment),
      retry: false,
    }),
  ])
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunsView environment={environment} initialView={view} />
    </HydrationBoundary>
  )
}
