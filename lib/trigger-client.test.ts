import { describe, expect, it, vi } from 'vitest'
import { useTestEnv } from './env-for-tests'
import type { AppError } from './errors'
import { serve } from './server-for-tests'

useTestEnv()

/** The modules keep the environment they were first asked for, so each test loads its own. */
async function clientFor(url: string) {
  vi.resetModules()
  vi.stubEnv('TRIGGER_API_URL', url)
  return import('./trigger-client')
}

const failureOf = (promise: PromiseLike<unknown>): Promise<AppError> =>
  Promise.resolve(promise).then(
    () => Promise.reject(new Error('it did not fail')),
    (error) => error,
  )

describe('the Trigger.dev client', () => {
  it.each([
    [400, 'bad_input'],
    [401, 'unavailable'],
    [403, 'unavailable'],
    [404, 'not_found'],
    [409, 'conflict'],
    [413, 'too_large'],
    [422, 'bad_input'],
    [429, 'rate_limited'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [504, 'timed_out'],
  ])('reads the status %s of the platform as %s', async (status, code) => {
    const url = await serve((_request, response) => {
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'x-should-retry': 'false' })
        .end('{"error":"said"}')
    })
    const { callTrigger, triggerClient, triggerFetch, triggerResponseError } = await clientFor(url)
    const bySdk = await failureOf(callTrigger(triggerClient('default').runs.retrieve('run_abc')))
    const byFetch = await triggerResponseError(await triggerFetch('default', '/anything'))
    expect([bySdk.code, byFetch.code]).toEqual([code, code])
  })

  it('passes on what the platform says is wrong with the input', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(422, { 'Content-Type': 'application/json' }).end('{"error":"ttl is too long"}')
    })
    const { triggerFetch, triggerResponseError } = await clientFor(url)
    expect((await triggerResponseError(await triggerFetch('default', '/x'))).message).toBe('ttl is too long')
  })

  it('tells within two seconds that the platform is down', async () => {
    const { callTrigger, triggerClient } = await clientFor('http://127.0.0.1:1')
    const startedAt = performance.now()
    const error = await failureOf(callTrigger(triggerClient('default').runs.retrieve('run_abc')))
    expect(error.code).toBe('unavailable')
    expect(performance.now() - startedAt).toBeLessThan(2_000)
  })

  it('knows only the environments that are configured', async () => {
    const { triggerClient } = await clientFor('http://127.0.0.1:1')
    expect(() => triggerClient('nope')).toThrow(expect.objectContaining({ code: 'not_found' }))
  })

  it('sends the secret key and never follows a path to another host', async () => {
    let seen: string | undefined
    const url = await serve((request, response) => {
      seen = `${request.headers.authorization} ${request.url}`
      response.end('{}')
    })
    const { triggerFetch } = await clientFor(url)
    await triggerFetch('default', '//evil.example/x')
    expect(seen).toBe('Bearer tr_dev_test //evil.example/x')
  })
})
