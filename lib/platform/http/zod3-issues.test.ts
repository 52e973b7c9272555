import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { validationError } from './validation-error'
import { zod3Issues } from './zod3-issues'

const Schema = z.object({
  name: z.string().max(3).optional(),
  size: z.number().int().min(1).optional(),
  above: z.number().positive().optional(),
  scopes: z.array(z.string()).min(1).optional(),
  machine: z.enum(['small', 'large']).optional(),
  pub: z.literal(true).optional(),
  at: z.preprocess((value) => (value === undefined ? undefined : new Date(value as string)), z.date().optional()),
  mail: z.email().optional(),
  key: z.string().max(2, 'at most two').optional(),
  either: z.union([z.string(), z.object({ of: z.number() })]).optional(),
})

function issuesOf(input: unknown, schema: z.ZodType = Schema) {
  const { error } = schema.safeParse(input)
  return zod3Issues(error?.issues ?? [], input)
}

describe('issues in the words of zod 3', () => {
  it.each<[string, unknown, Record<string, unknown>]>([
    [
      'a wrong type',
      { name: 7 },
      {
        code: 'invalid_type',
        expected: 'string',
        received: 'number',
        message: 'Expected string, received number',
        path: ['name'],
      },
    ],
    ['null', { name: null }, { received: 'null', message: 'Expected string, received null' }],
    [
      'a list for an object',
      [],
      { expected: 'object', received: 'array', message: 'Expected object, received array', path: [] },
    ],
    [
      'a fraction',
      { size: 1.5 },
      { code: 'invalid_type', expected: 'integer', received: 'float', message: 'Expected integer, received float' },
    ],
    ['not a number', { size: Number.NaN }, { received: 'nan', message: 'Expected number, received nan' }],
    [
      'a small number',
      { size: 0 },
      {
        code: 'too_small',
        minimum: 1,
        type: 'number',
        inclusive: true,
        exact: false,
        message: 'Number must be greater than or equal to 1',
      },
    ],
    ['zero', { above: 0 }, { minimum: 0, inclusive: false, message: 'Number must be greater than 0' }],
    [
      'an empty list',
      { scopes: [] },
      { code: 'too_small', minimum: 1, type: 'array', message: 'Array must contain at least 1 element(s)' },
    ],
    [
      'a long text',
      { name: 'long' },
      { code: 'too_big', maximum: 3, type: 'string', message: 'String must contain at most 3 character(s)' },
    ],
    [
      'another word',
      { machine: 'huge' },
      {
        code: 'invalid_enum_value',
        received: 'huge',
        options: ['small', 'large'],
        message: "Invalid enum value. Expected 'small' | 'large', received 'huge'",
      },
    ],
    [
      'no word',
      { machine: 5 },
      { code: 'invalid_type', received: 'number', message: "Expected 'small' | 'large', received number" },
    ],
    [
      'another literal',
      { pub: false },
      { code: 'invalid_literal', expected: true, received: false, message: 'Invalid literal value, expected true' },
    ],
    ['no date', { at: 'x' }, { code: 'invalid_date', message: 'Invalid date', path: ['at'] }],
    ['no address', { mail: 'x' }, { code: 'invalid_string', validation: 'email' }],
    ['what has words of its own', { key: 'abc' }, { code: 'too_big', message: 'at most two' }],
  ])('%s', (_name, input, expected) => {
    expect(issuesOf(input)).toMatchObject([expected])
  })

  it('what is missing', () => {
    expect(issuesOf({}, z.object({ id: z.string() }))).toEqual([
      { code: 'invalid_type', expected: 'string', received: 'undefined', message: 'Required', path: ['id'] },
    ])
  })

  it('what nobody asked for', () => {
    expect(issuesOf({ a: 1, b: 2 }, z.strictObject({ a: z.number() }))).toMatchObject([
      { code: 'unrecognized_keys', keys: ['b'], message: "Unrecognized key(s) in object: 'b'" },
    ])
  })

  it('none of several, each with its place', () => {
    expect(issuesOf({ either: { of: 'x' } })).toMatchObject([
      {
        code: 'invalid_union',
        path: ['either'],
        unionErrors: [
          { issues: [{ path: ['either'], message: 'Expected string, received object' }] },
          { issues: [{ path: ['either', 'of'], message: 'Expected number, received string' }] },
        ],
      },
    ])
  })
})

describe('issues in one sentence', () => {
  it.each<[string, unknown, string]>([
    [
      'with their places',
      { name: 7, size: 0 },
      'Expected string, received number at "name"; Number must be greater than or equal to 1 at "size"',
    ],
    ['inside lists', { scopes: ['a', 1] }, 'Expected string, received number at "scopes[1]"'],
    ['of the whole', 'x', 'Expected object, received string'],
    [
      'of a union',
      { either: 1 },
      'Expected string, received number at "either", or Expected object, received number at "either"',
    ],
  ])('%s', (_name, input, sentence) => {
    expect(validationError(issuesOf(input)).message).toBe(`Validation error: ${sentence}`)
  })
})
