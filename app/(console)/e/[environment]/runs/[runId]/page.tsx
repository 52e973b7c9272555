import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { PREFERENCES } from '@/components/layout/preference-cookie'
import { RunPage } from '@/components/runs/run-page/run-page'
import { AppError } from '@/lib/errors'
import { shortId } from '@/lib/format/short-id'
import { runOptions } from '@/lib/runs/run-options'
import { parseSplit } from '@/lib/runs/trace/pane-split'
import { getRunFacts, getRunTrace } from '@/lib/runs/trace/queries'
import { runTraceOptions } from '@/lib/runs/trace/trace-options'

type RunPageProps = PageProps<'/e/[environment]/runs/[runId]'>

/** A larger trace would make the document heavy: the browser reads it by itself, compressed. */
const MOST_ITEMS_IN_PAGE = 1_000

export async function generateMetadata({ params }: RunPageProps): Promise<Metadata> {
  return { title: `Run ${shortId(decodeURIComponent((await params).runId))}` }
}

export default async function Page({ params }: RunPageProps) {
  const { environment, runId } = decoded(await params)
  const split = parseSplit((await cookies()).get(PREFERENCES.runSplit)?.value)
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const run = runOptions(environment, runId)
  const trace = runTraceOptions(environment, runId)
  await Promise.all([
    queryClient.prefetchQuery({ ...run, queryFn: () => getRunFacts(environment, runId) }),
    queryClient.prefetchQuery({ ...trace, queryFn: () => getRunTrace(environment, runId) }),
  ])
  const { error } = queryClient.getQueryState(run.queryKey) ?? {}
  if (error instanceof AppError && error.code === 'not_found') notFound()
  if ((queryClient.getQueryData(trace.queryKey)?.items.length ?? 0) > MOST_ITEMS_IN_PAGE) {
    queryClient.removeQueries({ queryKey: trace.queryKey })
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunPage key={runId} environment={environment} runId={runId} split={split} />
    </HydrationBoundary>
  )
}

function decoded(params: { environment: string; runId: string }) {
  return { environment: decodeURIComponent(params.environment), runId: decodeURIComponent(params.runId) }
}
