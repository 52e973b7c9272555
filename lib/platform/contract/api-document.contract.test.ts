import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { covers, documentedEndpoints, type Endpoint } from './documented-endpoints'
import { TestPlatform } from './test-platform'

const DOCUMENT = join(import.meta.dirname, '../../../docs/platform-api.md')

let test: TestPlatform
let documented: Endpoint[]
let routes: Endpoint[]

beforeAll(async () => {
  test = await TestPlatform.start(inject('postgresUrl'))
  documented = documentedEndpoints(readFileSync(DOCUMENT, 'utf8'))
  routes = test.platform.app.routes.filter(({ path }) => path !== '/*' && path !== '*')
})
afterAll(() => test.end())

const named = ({ method, path }: Endpoint) => `${method} ${path}`

describe('docs/platform-api.md', () => {
  it('names every endpoint there is', () => {
    const missing = routes.filter((route) => !documented.some((endpoint) => covers(endpoint, route)))
    expect([...new Set(missing.map(named))]).toEqual([])
  })

  it('names no endpoint that does not exist', () => {
    const invented = documented.filter((endpoint) => !routes.some((route) => covers(endpoint, route)))
    expect(invented.map(named)).toEqual([])
  })
})
