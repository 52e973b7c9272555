import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { EXPORT_FORMATS } from '@/lib/runs/export/export-limits'
import { exportRuns } from '@/lib/runs/export/queries'
import { parseRunFilter } from '@/lib/runs/run-filter'

const Params = z.object({ environment: z.string() })
const Query = z.object({ format: z.enum(EXPORT_FORMATS) })

/** Every run that matches the filter, as a file; the filter is the same query string as the page's own address. */
export const GET = apiRoute(
  { permission: 'runs:read', params: Params, query: Query },
  async ({ params, query, request }) => {
    const filter = parseRunFilter(new URL(request.url).searchParams)
    const { name, contentType, body } = await exportRuns(params.environment, filter, query.format)
    const headers = { 'Content-Type': contentType, 'Content-Disposition': `attachment; filename="${name}"` }
    return new Response(body, { headers: { ...headers, 'Cache-Control': 'private, no-store' } })
  },
)
