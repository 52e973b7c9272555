import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { apiRoute } from './api-route'
import { actAs, addPerson, type Person, useTestApp } from './auth/app-for-tests'
import { AppError } from './errors'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

useTestApp()
let viewer: Person

beforeAll(async () => {
  viewer = await addPerson('viewer')
})
beforeEach(() => actAs(viewer))

const request = (search = '', headers: Record<string, string> = {}) =>
  new Request(`http://127.0.0.1:3999/api/test${search}`, { headers })
const context = (params: unknown = {}) => ({ params: Promise.resolve(params) })

const list = apiRoute(
  {
    permission: 'runs:read',
    params: z.object({ environment: z.string() }),
    query: z.object({
      size: z.coerce.number().max(10_000).default(1),
      tag: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  },
  async ({ params, query, user }) => ({ ...params, ...query, name: user.name, rows: Array(query.size).fill('row') }),
)

describe('apiRoute', () => {
  test('gives the handler decoded parameters and the person', async () => {
    const response = await list(request('?size=2&tag=a&tag=b'), context({ environment: 'default' }))
    expect(await response.json()).toEqual({
      environment: 'default',
      size: 2,
      tag: ['a', 'b'],
      name: viewer.name,
      rows: ['row', 'row'],
    })
    expect(response.headers.get('cache-control')).toBe('private, no-store')
  })

  test('leaves a large answer as it is, because Next drops the header that would say it is compressed', async () => {
    const large = await list(request('?size=5000', { 'accept-encoding': 'br, gzip' }), context({ environment: 'e' }))
    expect(large.headers.get('content-encoding')).toBeNull()
    expect((await large.json()).rows).toHaveLength(5000)
  })

  test('answers 400 with the field when the address is wrong', async () => {
    const response = await list(request('?size=many'), context({ environment: 'e' }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'bad_input', fieldErrors: { size: [expect.any(String)] } })
  })

  test('answers 401 to strangers and 403 to those who may not', async () => {
    const forAdmins = apiRoute({ permission: 'members:manage' }, async () => 'secret')
    const forbidden = await forAdmins(request(), context())
    expect(forbidden.status).toBe(403)
    expect(await forbidden.json()).toMatchObject({ code: 'forbidden', errorId: expect.any(String) })
    actAs(null)
    const unauthenticated = await list(request(), context({ environment: 'e' }))
    expect(unauthenticated.status).toBe(401)
  })

  test.each([
    [new AppError('unavailable', 'Down.'), 503, 'Down.'],
    [new Error('secret detail'), 500, expect.not.stringContaining('secret detail')],
  ])('turns %s into JSON with its status', async (thrown, status, message) => {
    const failing = apiRoute({ permission: 'runs:read' }, async () => {
      throw thrown
    })
    const response = await failing(request(), context())
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ message, errorId: expect.any(String) })
  })

  test('passes a response of the handler on as it is', async () => {
    const streaming = apiRoute({ permission: 'runs:read' }, async () => new Response('body', { status: 202 }))
    const response = await streaming(request(), context())
    expect([response.status, await response.text()]).toEqual([202, 'body'])
  })
})
