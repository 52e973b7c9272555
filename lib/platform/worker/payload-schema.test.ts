import { expect, test } from 'vitest'
import { z } from 'zod'
import { payloadSchema } from './payload-schema'

test('the JSON Schema is that of the input, with the examples of .meta()', () => {
  const schema = z.object({ name: z.string().default('world') }).meta({ examples: [{ name: 'Ada' }] })
  expect(payloadSchema(schema)).toMatchObject({
    type: 'object',
    properties: { name: { type: 'string', default: 'world' } },
    examples: [{ name: 'Ada' }],
  })
  expect(payloadSchema(schema)).not.toHaveProperty('required')
})

test('what JSON Schema cannot say is left open instead of failing the task', () => {
  expect(payloadSchema(z.object({ at: z.date() }))).toMatchObject({ properties: { at: {} } })
})

test('no schema, or one of another library, is not described', () => {
  expect(payloadSchema(undefined)).toBeUndefined()
  expect(payloadSchema({ parse: () => 1 })).toBeUndefined()
})
