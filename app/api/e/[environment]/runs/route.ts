import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { listRuns } from '@/lib/runs/queries'
import { parseRunFilter } from '@/lib/runs/run-filter'

const Params = z.object({ environment: z.string() })

/** One page of runs; the filter is the same query string as the page's own address, plus `cursor`. */
export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params, request }) => {
  const { searchParams } = new URL(request.url)
  return listRuns(params.environment, parseRunFilter(searchParams), searchParams.get('cursor'))
})
