import { configure, envvars } from '@trigger.dev/sdk'
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest'
import { loadVariables } from '../environment-variables/load-variables'
import { ACCESS_TOKEN, PROJECT_REF, SECRET_KEY, TestPlatform } from './test-platform'
import { TestWorker } from './test-worker'

let test: TestPlatform

const LIST = `/api/v1/projects/${PROJECT_REF}/envvars/dev`
const PEM = '-----BEGIN KEY-----\nabc=def # no comment\n"quoted" läuft\n-----END KEY-----\n'

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
})
afterAll(() => test.end())
beforeEach(() => test.query('delete from environment_variables'))

const set = (name: string, value: string, isSecret?: boolean) =>
  envvars.create(PROJECT_REF, 'dev', { name, value, ...(isSecret !== undefined && { isSecret }) })

async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no error',
    (error: { status: number; message: string }) => `${error.status} ${error.message}`,
  )
}

it('are created, overwritten, read, listed by name, updated and deleted', async () => {
  expect(await envvars.list(PROJECT_REF, 'dev')).toEqual([])
  await set('TWO', '2')
  await set('ONE', '1')
  await set('ONE', 'eins')
  expect(await envvars.retrieve(PROJECT_REF, 'dev', 'ONE')).toEqual({ name: 'ONE', value: 'eins', isSecret: false })
  expect((await test.call('PUT', `${LIST}/TWO`, { value: 'zwei' })).body).toEqual({ success: true })
  expect((await envvars.list(PROJECT_REF, 'dev')).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'ONE=eins',
    'TWO=zwei',
  ])
  expect(await envvars.del(PROJECT_REF, 'dev', 'ONE')).toEqual({ success: true })
  for (const act of [envvars.retrieve, envvars.del]) {
    expect(await refusal(act(PROJECT_REF, 'dev', 'ONE'))).toBe('404 Environment variable not found')
  }
  expect((await test.call('PUT', `${LIST}/ONE`, { value: 'x' })).status).toBe(404)
})

it('are imported together, values of many lines included, and only override when told so', async () => {
  await envvars.upload(PROJECT_REF, 'dev', { variables: { PEM, PLAIN: 'a' } })
  expect((await envvars.retrieve(PROJECT_REF, 'dev', 'PEM')).value).toBe(PEM)
  const again = await test.call('POST', `${LIST}/import`, { variables: { PLAIN: 'b', NEW: 'c' } })
  expect(again).toMatchObject({
    status: 400,
    body: { variableErrors: [{ key: 'PLAIN', error: 'Variable already set in Development.' }] },
  })
  expect(await refusal(envvars.retrieve(PROJECT_REF, 'dev', 'NEW'))).toContain('404')
  await envvars.upload(PROJECT_REF, 'dev', { variables: { PLAIN: 'b', NEW: 'c' }, override: true })
  expect((await envvars.list(PROJECT_REF, 'dev')).map(({ value }) => value)).toEqual(['c', PEM, 'b'])
})

it('cannot be blank, nor take the place of what the platform says, nor have a name no process can hold', async () => {
  for (const [name, value] of [
    ['BLANK', ' '],
    ['bad name!', ''],
    ['A=B', 'x'],
    ['', 'x'],
    ['NUL', 'a\0b'],
  ] as const) {
    expect(await refusal(set(name, value))).toBe('400 You must set at least one valid variable.')
  }
  expect(await refusal(set('TRIGGER_SECRET_KEY', 'mine'))).toBe(
    '400 You must set at least one valid variable. All the variables submitted are not allowed.',
  )
  await envvars.upload(PROJECT_REF, 'dev', { variables: { GOOD: '1', TRIGGER_API_URL: 'http://elsewhere' } })
  expect((await envvars.list(PROJECT_REF, 'dev')).map(({ name }) => name)).toEqual(['GOOD'])
  expect((await test.call('POST', LIST, { name: 'A' })).body.error).toBe('Invalid request body')
})

it('show a secret to tasks only, and stay secret when they are overwritten', async () => {
  await set('TOKEN', 'hunter2', true)
  await set('TOKEN', 'hunter3')
  expect(await envvars.list(PROJECT_REF, 'dev')).toEqual([{ name: 'TOKEN', value: '<redacted>', isSecret: true }])
  expect((await test.call('GET', `/api/v1/projects/${PROJECT_REF}/envvars`)).body.variables.TOKEN).toBe('hunter3')
})

it('are encrypted in the database, and bound to their names', async () => {
  await set('A', 'the value of a')
  await set('B', 'the value of b')
  const { rows } = await test.query<{ row: string; sealed_value: Buffer }>(
    'select v::text as row, sealed_value from environment_variables v order by name',
  )
  for (const { row, sealed_value } of rows)
    expect(`${row}${sealed_value.toString('latin1')}`).not.toContain('the value')
  await test.query(`update environment_variables set sealed_value = $1 where name = 'A'`, [rows[1]?.sealed_value])
  expect((await envvars.retrieve(PROJECT_REF, 'dev', 'A')).value).toContain('<unreadable')
})

it('that another secret key sealed are left out for tasks, shown as unreadable, and can be set again', async () => {
  await set('OLD', 'x')
  expect(await loadVariables({ ...test.platform.deps, secretKey: 'tr_dev_another' })).toMatchObject([{ value: null }])
  await test.query(`update environment_variables set sealed_value = '\\x00'`)
  expect((await envvars.list(PROJECT_REF, 'dev'))[0]?.value).toContain('<unreadable')
  const variables = async () => (await test.call('GET', `/api/v1/projects/${PROJECT_REF}/envvars`)).body.variables
  expect(await variables()).not.toHaveProperty('OLD')
  await set('OLD', 'y')
  expect(await variables()).toMatchObject({ OLD: 'y', TRIGGER_API_URL: test.origin })
})

it('reach every attempt as they are at its start', async () => {
  const worker = await TestWorker.register(() => test.origin, [{ id: 'task' }])
  await set('MODE', 'first')
  for (const mode of ['first', 'second']) {
    await set('MODE', mode)
    await test.call('POST', '/api/v1/tasks/task/trigger', {})
    const run = await worker.startNext()
    expect(run.envVars).toMatchObject({ MODE: mode, TRIGGER_API_URL: test.origin })
    await worker.succeed(run)
  }
})

it('are for the secret key and the access token of this project', async () => {
  await set('ONE', '1')
  configure({ baseURL: test.origin, accessToken: ACCESS_TOKEN })
  expect(await envvars.list(PROJECT_REF, 'prod')).toHaveLength(1)
  expect(await refusal(envvars.list('proj_other', 'dev'))).toBe('404 Project not found')
  configure({ baseURL: test.origin, accessToken: SECRET_KEY })
  expect(await refusal(envvars.list('proj_other', 'dev'))).toContain('400 Invalid project ref for this API key')
  expect((await test.call('GET', LIST, undefined, { authorization: 'Bearer tr_dev_wrong' })).status).toBe(401)
})
