import { z } from 'zod'
import { apiRoute } from '@/lib/api-route'
import { trustedOrigins } from '@/lib/auth/trusted-origins'
import { env } from '@/lib/env'
import { findEnvironment } from '@/lib/environments'
import { receiveUpload } from '@/lib/uploads/receive-upload'
import { requireSameOrigin } from '@/lib/uploads/same-origin'

/** A change that is no server action: an action would hold the whole file in memory first (docs/decisions/0005). */
export const POST = apiRoute(
  {
    permission: 'uploads:create',
    params: z.object({ environment: z.string() }),
    query: z.object({ name: z.string().min(1).max(1000) }),
  },
  async ({ params, query, user, request }) => {
    requireSameOrigin(request.headers, trustedOrigins(env().APP_URL))
    const environment = findEnvironment(params.environment).name
    return receiveUpload({ request, environment, name: query.name, user })
  },
)
