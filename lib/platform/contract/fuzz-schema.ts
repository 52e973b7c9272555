import fc from 'fast-check'

interface JsonSchema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  $ref?: string
  $defs?: Record<string, JsonSchema>
  properties?: Record<string, JsonSchema>
  required?: string[]
  additionalProperties?: boolean | JsonSchema
  items?: JsonSchema | JsonSchema[]
  prefixItems?: JsonSchema[]
  minItems?: number
  minimum?: number
  maximum?: number
  format?: string
}

const MAX_DEPTH = 6

const WORDS = [
  '1h',
  '10s',
  'hello',
  'application/json',
  'application/super+json',
  '{"json":{"a":1}}',
  '{"a":1}',
  '{}',
  'UTC',
  '* * * * *',
]

/** Values that a schema takes, or nearly: what the schema does not say in JSON Schema's words is left to chance. */
export function valuesOf(schema: JsonSchema, root: JsonSchema = schema, depth = 0): fc.Arbitrary<unknown> {
  if (depth > MAX_DEPTH) return fc.constant(null)
  const inner = (part: JsonSchema) => valuesOf(part, root, depth + 1)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.$ref) return inner(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? (schema.$ref === '#' ? root : {}))
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(inner))
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...(parts as object[])))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || schema.properties) return objectsOf(schema, inner)
  if (type === 'array') return arraysOf(schema, inner)
  return primitivesOf(type, schema)
}

function objectsOf(schema: JsonSchema, inner: (part: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0) {
    const values = typeof schema.additionalProperties === 'object' ? inner(schema.additionalProperties) : fc.jsonValue()
    return fc.dictionary(fc.string({ maxLength: 8 }), values, { maxKeys: 3 })
  }
  const model = Object.fromEntries(properties.map(([name, part]) => [name, inner(part)]))
  return fc.record(model, { requiredKeys: schema.required ?? [] })
}

function arraysOf(schema: JsonSchema, inner: (part: JsonSchema) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (schema.prefixItems) return fc.tuple(...schema.prefixItems.map(inner))
  const item = Array.isArray(schema.items) ? schema.items[0] : schema.items
  const minLength = schema.minItems ?? 0
  return fc.array(inner(item ?? {}), { minLength, maxLength: minLength + 3 })
}

function primitivesOf(type: string | undefined, schema: JsonSchema): fc.Arbitrary<unknown> {
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (type === 'integer' || type === 'number') {
    const range = { min: Math.max(schema.minimum ?? -10, -1e9), max: Math.min(schema.maximum ?? 1_000, 1e9) }
    return range.min > range.max
      ? fc.constant(range.min)
      : fc.integer({ min: Math.ceil(range.min), max: Math.floor(range.max) })
  }
  if (schema.format === 'date-time') return fc.constantFrom('2026-11-22T12:00:00.000Z', '2030-01-01T00:00:00Z')
  if (schema.format === 'uri') return fc.constant('http://127.0.0.1/')
  if (type === 'string') return fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 12 }))
  return fc.oneof(fc.constantFrom(...WORDS), fc.jsonValue({ maxDepth: 2 }))
}
