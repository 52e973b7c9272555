import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourceCatalog } from '@trigger.dev/core/v3'
import { StandardResourceCatalog } from '@trigger.dev/core/v3/workers'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

const FOLDER = import.meta.dirname
const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
)
const taskFiles = sources.filter((path) => !path.includes('/'))
const idOf = (file: string) => file.replace(/\.ts$/, '')
const read = (path: string) => readFileSync(join(FOLDER, path), 'utf8')

const modules = new Map<string, Record<string, unknown>>()

beforeAll(async () => {
  // What the indexer of Trigger.dev does: tasks register themselves while their file is imported.
  resourceCatalog.setGlobalResourceCatalog(new StandardResourceCatalog())
  for (const file of taskFiles) {
    resourceCatalog.setCurrentFileContext(join(FOLDER, file), idOf(file))
    modules.set(file, await import(`./${idOf(file)}.ts`))
    resourceCatalog.clearCurrentFileContext()
  }
})

const schemaOf = (file: string) => resourceCatalog.getTaskSchema(idOf(file)) as z.ZodType
const registered = (file: string) => resourceCatalog.getTask(idOf(file)) ?? expect.fail(`no task named ${idOf(file)}`)

test('the seven tasks are found, one a file, and no file declares another', () => {
  expect(taskFiles.map(idOf).sort()).toEqual([
    ...['always-fails', 'flaky', 'hello-world', 'import-csv', 'process-video', 'send-welcome-email', 'wait-a-while'],
  ])
  expect(
    resourceCatalog
      .listTaskManifests()
      .map((task) => task.id)
      .sort(),
  ).toEqual(taskFiles.map(idOf).sort())
})

describe.each(taskFiles)('%s', (file) => {
  test('exports the task that its name promises', () => {
    const exported = Object.values(modules.get(file) ?? {})
    expect(exported.filter((value) => (value as { id?: unknown }).id === idOf(file))).toHaveLength(1)
  })

  test('limits its time, its attempts and its concurrency', () => {
    const { maxDuration, retry, queue } = registered(file)
    expect(maxDuration).toBeGreaterThanOrEqual(5)
    expect(maxDuration).toBeLessThanOrEqual(600)
    expect(retry?.maxAttempts).toBeGreaterThanOrEqual(1)
    expect(queue?.concurrencyLimit).toBeGreaterThanOrEqual(1)
  })

  test('shows an example that its own schema accepts, in the JSON Schema that the platform gets', () => {
    const schema = schemaOf(file)
    const { examples } = z.toJSONSchema(schema, { target: 'draft-7' })
    expect(examples?.length).toBeGreaterThan(0)
    for (const example of examples ?? []) expect(schema.parse(example)).toEqual(example)
  })

  test('refuses a payload that makes no sense', () => {
    expect(schemaOf(file).safeParse({ unknown: true }).success).toBe(false)
  })

  test('logs through runLog with phases in snake_case', () => {
    const phases = [...read(file).matchAll(/\blog\.(?:debug|info|warn|error)\(\s*'([^']*)'/g)].map((match) => match[1])
    expect(phases).toContain('started')
    for (const phase of phases) expect(phase).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(read(file)).toMatch(/runLog\('[a-z]+(_[a-z]+)*'/)
    expect(read(file)).not.toMatch(/logger\.(debug|info|warn|error|log)\b/)
  })
})

/** Shapes of credentials as providers hand them out, and passwords in addresses. */
const SECRET =
  /\b(sk_live|sk_test|rk_live|SG\.[\w-]{10}|AKIA[0-9A-Z]{12}|xox[bp]-|ghp_\w{20}|tr_(?:dev|prod|stg)_\w{10})|\/\/\w+:[^@\s'"`/]+@/

test.each(sources.filter((path) => !path.includes('testing/')))('%s keeps the house rules', (path) => {
  const source = read(path)
  expect(source).not.toMatch(/\bconsole\./)
  expect(source).not.toMatch(SECRET)
  expect(source).not.toMatch(/select \*/i)
  expect(source).not.toMatch(/server-only|from '@\//)
  if (path !== 'lib/env.ts') expect(source).not.toMatch(/process\.env/)
  if (path !== 'lib/db.ts') expect(source).not.toMatch(/\bnew (Pool|Client)\b|\.query\(/)
})

test('the rules catch what they are there for', () => {
  expect('postgres://app:hunter2@db/app').toMatch(SECRET)
  expect('sk_live_abc').toMatch(SECRET)
  expect('https://example.com/a:b').not.toMatch(SECRET)
})
