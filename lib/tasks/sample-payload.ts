const MAX_DEPTH = 6

type Schema = Record<string, unknown>

/** A value that fits a JSON Schema: its first example, its default, or the plainest value of each type. */
export function samplePayload(schema: unknown): unknown {
  return sampleOf(schema, schema, 0)
}

/** True for a payload that names a stored upload, so a file from disk can take the place of JSON. */
export function takesUpload(schema: unknown): boolean {
  if (!isSchema(schema)) return false
  const target = resolve(schema, schema)
  return isSchema(target.properties) && 'uploadId' in target.properties
}

function sampleOf(node: unknown, root: unknown, depth: number): unknown {
  if (!isSchema(node) || depth > MAX_DEPTH) return depth === 0 ? {} : null
  const schema = resolve(node, root)
  const given = givenValue(schema)
  if (given !== undefined) return given.value
  const choice = firstSchema(schema.anyOf) ?? firstSchema(schema.oneOf)
  if (choice) return sampleOf(choice, root, depth + 1)
  if (Array.isArray(schema.allOf)) return mergedSample(schema.allOf, root, depth)
  return plainValue(schema, root, depth)
}

function givenValue(schema: Schema): { value: unknown } | undefined {
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return { value: schema.examples[0] }
  if ('default' in schema) return { value: schema.default }
  if ('const' in schema) return { value: schema.const }
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return { value: schema.enum[0] }
  return undefined
}

function plainValue(schema: Schema, root: unknown, depth: number): unknown {
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type
  if (type === 'string') return plainString(schema)
  if (type === 'number' || type === 'integer') return plainNumber(schema)
  if (type === 'boolean') return false
  if (type === 'null') return null
  if (type === 'array')
    return typeof schema.minItems === 'number' && schema.minItems > 0 ? [sampleOf(schema.items, root, depth + 1)] : []
  return objectSample(schema, root, depth)
}

/** Only required fields and those with a value of their own: optional ones would change what the task does. */
function objectSample(schema: Schema, root: unknown, depth: number): Record<string, unknown> {
  if (!isSchema(schema.properties)) return {}
  const required = new Set(Array.isArray(schema.required) ? schema.required : [])
  const wanted = Object.entries(schema.properties).filter(
    ([name, property]) => required.has(name) || (isSchema(property) && givenValue(property) !== undefined),
  )
  return Object.fromEntries(wanted.map(([name, property]) => [name, sampleOf(property, root, depth + 1)]))
}

function mergedSample(parts: unknown[], root: unknown, depth: number): unknown {
  const samples = parts.map((part) => sampleOf(part, root, depth + 1))
  return samples.every(isSchema) ? Object.assign({}, ...samples) : samples[0]
}

function plainString(schema: Schema): string {
  if (schema.format === 'email') return 'ada@example.com'
  if (schema.format === 'uri' || schema.format === 'url') return 'https://example.com'
  if (schema.format === 'date-time') return '2026-01-01T00:00:00.000Z'
  if (schema.format === 'date') return '2026-01-01'
  return ''
}

function plainNumber(schema: Schema): number {
  if (typeof schema.minimum === 'number') return schema.minimum
  return typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + 1 : 0
}

function resolve(schema: Schema, root: unknown): Schema {
  if (typeof schema.$ref !== 'string' || !schema.$ref.startsWith('#/')) return schema
  const path = schema.$ref.slice(2).split('/')
  const target = path.reduce<unknown>((node, key) => (isSchema(node) ? node[key] : undefined), root)
  return isSchema(target) ? target : schema
}

function firstSchema(choices: unknown): Schema | undefined {
  if (!Array.isArray(choices)) return undefined
  return choices.find((choice) => isSchema(choice) && choice.type !== 'null')
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
