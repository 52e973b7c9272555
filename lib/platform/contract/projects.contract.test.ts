import {
  GetOrgsResponseBody,
  GetProjectEnvironmentsResponseBody,
  GetProjectEnvResponse,
  GetProjectResponseBody,
  GetProjectRuntimesResponseBody,
  GetProjectsResponseBody,
  GetWorkerByTagResponse,
  WhoAmIResponseSchema,
} from '@trigger.dev/core/v3'
import { deployments } from '@trigger.dev/sdk'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
})
afterAll(() => test.end())

const asOperator = (path: string, method = 'GET') =>
  test.call(method, path, undefined, { authorization: `Bearer ${ACCESS_TOKEN}` })

describe('the access token', () => {
  it('is told who it is, and which project it asked for', async () => {
    const me = WhoAmIResponseSchema.parse((await asOperator('/api/v2/whoami')).body)
    expect(me).toMatchObject({ dashboardUrl: test.origin })
    expect(me.project).toBeUndefined()
    const asked = WhoAmIResponseSchema.parse((await asOperator(`/api/v2/whoami?projectRef=${PROJECT_REF}`)).body)
    expect(asked.project?.name).toBe(PROJECT_REF)
    expect((await asOperator('/api/v1/whoami')).body).toEqual({ error: 'Invalid or Missing API key' })
    expect((await test.call('GET', '/api/v2/whoami')).body).toEqual({ error: 'Invalid or Missing Access Token' })
  })

  it('sees one organization, one project and one environment, by any of its names', async () => {
    const [organization] = GetOrgsResponseBody.parse((await asOperator('/api/v1/orgs')).body)
    const [project, ...others] = GetProjectsResponseBody.parse((await asOperator('/api/v1/projects')).body)
    expect(others).toEqual([])
    expect(project).toMatchObject({ externalRef: PROJECT_REF, organization: { id: organization?.id } })
    expect((await asOperator(`/api/v1/orgs/${organization?.slug}/projects`)).body).toHaveLength(1)
    expect((await asOperator('/api/v1/orgs/other/projects')).body).toEqual([])
    expect(GetProjectResponseBody.parse((await asOperator(`/api/v1/projects/${PROJECT_REF}`)).body)).toMatchObject({
      id: project?.id,
    })
    for (const name of ['dev', 'prod', 'staging', 'preview']) {
      const { body } = await asOperator(`/api/v1/projects/${PROJECT_REF}/${name}`)
      expect(GetProjectEnvResponse.parse(body)).toMatchObject({ apiKey: SECRET_KEY, apiUrl: test.origin })
    }
    const environments = (await asOperator(`/api/v1/projects/${PROJECT_REF}/environments`)).body
    expect(GetProjectEnvironmentsResponseBody.parse(environments)).toMatchObject([{ slug: 'dev', paused: false }])
    expect(GetProjectRuntimesResponseBody.parse((await asOperator('/api/v1/projects/runtimes')).body)).toHaveLength(1)
    expect((await asOperator(`/api/v1/projects/${PROJECT_REF}/branches`)).body).toEqual({ branches: [] })
  })

  it('is refused what does not exist', async () => {
    expect(await asOperator(`/api/v1/projects/${PROJECT_REF}/nope`)).toMatchObject({
      status: 400,
      body: { error: 'Invalid Params' },
    })
    for (const path of ['proj_nope', 'proj_nope/dev', 'proj_nope/environments', 'proj_nope/dev-status']) {
      expect(await asOperator(`/api/v1/projects/${path}`)).toMatchObject({
        status: 404,
        body: { error: 'Project not found' },
      })
    }
  })

  it('sees whether a worker is there, and what it can do', async () => {
    const path = `/api/v1/projects/${PROJECT_REF}/dev/workers/current`
    expect((await asOperator(path)).body).toEqual({ error: 'Worker not found' })
    expect((await asOperator(`/api/v1/projects/${PROJECT_REF}/dev-status`)).body).toEqual({ isConnected: false })
    const tasks = [
      { id: 'plain' },
      { id: 'limited', queue: { concurrencyLimit: 2 } },
      { id: 'shared', queue: { name: 'q' } },
    ]
    await TestWorker.register(() => test.origin, tasks, { queues: [{ name: 'q', concurrencyLimit: 1 }] })
    expect((await asOperator(`/api/v1/projects/${PROJECT_REF}/dev-status`)).body).toEqual({ isConnected: true })
    const { worker } = GetWorkerByTagResponse.parse((await asOperator(path)).body)
    expect(worker.tasks.map(({ slug, queueConfig }) => [slug, queueConfig])).toEqual([
      ['limited', { concurrencyLimit: 2 }],
      ['plain', null],
      ['shared', { name: 'q', concurrencyLimit: 1 }],
    ])
    expect(new Set(worker.tasks.map(({ id }) => id)).size).toBe(3)
  })
})

it('the access token cannot be had by logging in: it is in the settings', async () => {
  const { status, body } = await test.call('POST', '/api/v1/authorization-code', {}, { authorization: '' })
  expect([status, body.error]).toEqual([501, expect.stringContaining('TRIGGER_ACCESS_TOKEN')])
})

describe('what a development environment has none of', () => {
  it('is an empty list or not found', async () => {
    expect((await deployments.list()).data).toEqual([])
    const current = await test.call('GET', '/api/v1/deployments/current')
    expect([current.status, current.headers.get('x-should-retry')]).toEqual([404, 'true'])
    for (const path of ['latest', 'deployment_x']) {
      expect((await test.call('GET', `/api/v1/deployments/${path}`)).body).toEqual({ error: 'Deployment not found' })
    }
    expect((await test.call('POST', '/api/v1/deployments/20260101.1/promote')).status).toBe(404)
    expect((await test.call('GET', '/api/v1/sessions')).body).toEqual({ data: [], pagination: {} })
    expect((await test.call('GET', '/api/v1/prompts')).body).toEqual({ data: [] })
    expect((await test.call('POST', '/api/v1/deployments', {})).status).toBe(501)
  })
})

describe('a known path with a method that it does not have', () => {
  const answer = async (method: string, path: string) => {
    const response = await fetch(`${test.origin}${path}`, { method })
    return [response.status, response.headers.get('allow'), await response.text()]
  }

  it('says which methods it has', async () => {
    expect(await answer('GET', '/api/v1/tasks/any/trigger')).toEqual([405, 'POST', ''])
    expect(await answer('POST', '/api/v1/timezones')).toEqual([405, 'GET', ''])
    expect(await answer('PATCH', '/api/v1/schedules/sched_x')).toEqual([405, 'GET, PUT, DELETE', ''])
  })

  it('answers a look at some actions as a real server does', async () => {
    expect(await answer('GET', '/api/v2/runs/run_x/cancel')).toEqual([
      400,
      null,
      '{"message":"Unexpected Server Error"}',
    ])
    expect((await answer('GET', '/api/v1/schedules/sched_x/activate'))[0]).toBe(400)
  })

  it('is told from a path that does not exist', async () => {
    expect((await answer('GET', '/api/v1/nothing-here'))[0]).toBe(404)
  })
})

it('the health check needs no key', async () => {
  const response = await fetch(`${test.origin}/healthcheck`)
  expect([response.status, await response.text()]).toEqual([200, 'OK'])
})
