import type { RequestListener } from 'node:http'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AppError } from './errors'
import { getJson } from './http'
import { serve } from './server-for-tests'

const answer =
  (status: number, body: string): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
  }

const failureOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  )

const Moment = async () => z.object({ at: z.coerce.date() })

describe('getJson', () => {
  it('gives the value that the server had, dates included', async () => {
    const url = await serve(answer(200, '{"at":"2026-11-22T10:00:00.000Z"}'))
    expect(await getJson(url, Moment)).toEqual({ at: new Date('2026-11-22T10:00:00Z') })
  })

  it('throws the error of the server, with its id', async () => {
    const url = await serve(answer(403, '{"code":"forbidden","message":"No.","errorId":"abcd1234"}'))
    expect(await failureOf(getJson(url, Moment))).toMatchObject({ code: 'forbidden', message: 'No.', id: 'abcd1234' })
  })

  it.each([
    [502, 'unavailable'],
    [500, 'unexpected'],
  ])('reads a %s without our body as %s', async (status, code) => {
    expect(await failureOf(getJson(await serve(answer(status, '<html>')), Moment))).toMatchObject({ code })
  })

  it('refuses an answer of another shape instead of passing it on', async () => {
    const other = async () => z.object({ x: z.string() })
    const url = await serve(answer(200, '{"at":null,"x":1}'))
    expect(await failureOf(getJson(url, other))).toMatchObject({ code: 'unexpected' })
  })

  it('says unavailable when nobody answers', async () => {
    const url = 'http://127.0.0.1:1'
    expect(await failureOf(getJson(url, Moment))).toMatchObject({ code: 'unavailable' })
  })

  it('says unavailable when the code of the schema cannot be fetched', async () => {
    const url = await serve(answer(200, '{"at":"2026-11-22T10:00:00.000Z"}'))
    const lost = () => Promise.reject(new Error('ChunkLoadError'))
    expect(await failureOf(getJson(url, lost))).toMatchObject({ code: 'unavailable' })
  })

  it('leaves an abort an abort', async () => {
    const url = await serve(() => {})
    const controller = new AbortController()
    const failure = failureOf(getJson(url, Moment, { signal: controller.signal }))
    controller.abort()
    expect(await failure).toMatchObject({ name: 'AbortError' })
  })
})
