import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { countMatching } from '@/lib/runs/bulk/queries'
import { parseRunFilter } from '@/lib/runs/run-filter'

const Params = z.object({ environment: z.string() })

/** How many runs match the filter, for bulk actions; the filter is the same query string as the page's own address. */
export const GET = apiRoute({ permission: 'runs:read', params: Params }, async ({ params, request }) =>
  countMatching(params.environment, parseRunFilter(new URL(request.url).searchParams)),
)
