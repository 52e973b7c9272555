import type { RequestListener } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import { useTestEnv } from '../env-for-tests'
import { serve } from '../server-for-tests'

useTestEnv()

const check = async (listener: RequestListener) => checkAt(await serve(listener))

/** The modules keep the environment they were first asked for, so each test loads its own. */
async function checkAt(url: string) {
  vi.resetModules()
  vi.stubEnv('TRIGGER_API_URL', url)
  const { checkPlatform } = await import('./check-platform')
  return checkPlatform('default')
}

const workersAre =
  (answer: unknown): RequestListener =>
  (_request, response) =>
    void response.end(JSON.stringify(answer))

const worker = { id: 'w1', version: '20261122.1', runtime: 'node', connected: true, lastSeenAt: null, runningRuns: 2 }
const healthy = { workers: [worker], currentVersion: '20261122.1', indexError: null }

describe('the health of the platform and its worker', () => {
  it('is up when a worker is connected', async () => {
    const { platform, worker: state } = await check(workersAre(healthy))
    expect([platform.status, state.status, state.managed]).toEqual(['up', 'up', false])
  })

  it('tells a platform without a worker from a platform that is down', async () => {
    const alone = await check(workersAre({ ...healthy, workers: [{ ...worker, connected: false }] }))
    expect([alone.platform.status, alone.worker.status]).toEqual(['up', 'down'])
    const dead = await checkAt('http://127.0.0.1:1')
    expect([dead.platform.status, dead.worker.status]).toEqual(['down', 'unknown'])
  })

  it('takes a server without the endpoint for a hosted Trigger.dev, if it accepts the key', async () => {
    const hosted = await check((request, response) => {
      response.writeHead(request.url?.startsWith('/signalbox/') ? 404 : 200).end('{}')
    })
    expect([hosted.platform.status, hosted.worker]).toEqual(['up', { status: 'up', managed: true }])
  })

  it('says that the key is refused, because a restart would not help', async () => {
    const { platform } = await check((_request, response) => void response.writeHead(401).end())
    expect(platform).toMatchObject({ status: 'down', problem: expect.stringContaining('TRIGGER_SECRET_KEY') })
  })

  it('passes on where the task code does not load', async () => {
    const indexError = {
      message: 'Unexpected token',
      file: 'trigger/a.ts',
      line: 3,
      column: 7,
      at: '2026-11-22T10:00:00Z',
    }
    const { worker: state } = await check(workersAre({ ...healthy, indexError }))
    expect(state.answer?.indexError).toMatchObject({ file: 'trigger/a.ts', line: 3 })
  })

  it('does not call a worker up whose answer it cannot read', async () => {
    const { worker: state } = await check(workersAre({ workers: 'many' }))
    expect(state.status).toBe('unknown')
  })

  it('gives up on a platform that accepts and never answers', async () => {
    const startedAt = performance.now()
    const { platform } = await check(() => {})
    expect(platform.status).toBe('down')
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
