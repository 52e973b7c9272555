import 'server-only'
import { z } from 'zod'
import type { Permission } from './auth/permissions'
import { requireUser, type SessionUser } from './auth/session'
import { errorResponse } from './error-response'
import { AppError } from './errors'
import { fieldErrorsOf } from './field-errors'
import { jsonResponse } from './json-response'

export type RouteHandler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>

type RouteOptions<P, Q> = { permission: Permission; params?: z.ZodType<P>; query?: z.ZodType<Q> }

type RouteContext<P, Q> = { params: P; query: Q; user: SessionUser; request: Request }

/**
 * The one way to answer a GET route (and the few others that stream a body): checks the person, parses the address, and
 * turns every error into JSON with its status. A returned Response is passed on as it is.
 */
export function apiRoute<P = unknown, Q = unknown, O = unknown>(
  options: RouteOptions<P, Q>,
  handler: (context: RouteContext<P, Q>) => Promise<O | Response>,
): RouteHandler {
  const paramsSchema = options.params ?? (z.unknown() as z.ZodType<P>)
  const querySchema = options.query ?? (z.unknown() as z.ZodType<Q>)
  return async (request, context) => {
    try {
      const user = await requireUser(options.permission)
      const params = parse(paramsSchema, await context.params)
      const query = parse(querySchema, queryOf(request))
      const answer = await handler({ params, query, user, request })
      return answer instanceof Response ? answer : jsonResponse(answer)
    } catch (thrown) {
      return errorResponse(thrown, request)
    }
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new AppError('bad_input', 'This address is not valid.', { fieldErrors: fieldErrorsOf(parsed.error) })
}

/** A name given more than once becomes a list. */
function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url)
  const query: Record<string, string | string[]> = {}
  for (const name of new Set(searchParams.keys())) {
    const values = searchParams.getAll(name)
    query[name] = values.length > 1 ? values : (values[0] ?? '')
  }
  return query
}
