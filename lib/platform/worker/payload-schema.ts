import { z } from 'zod'

/**
 * JSON Schema of what a caller may send, `examples` from `.meta()` included. Undefined for a task without a schema and
 * for schemas of other libraries, which cannot be described here.
 */
export function payloadSchema(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || !('_zod' in schema)) return undefined
  return z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' })
}
