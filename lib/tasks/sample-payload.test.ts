import { describe, expect, it } from 'vitest'
import { samplePayload, takesUpload } from './sample-payload'

describe('samplePayload', () => {
  it('prefers an example, then a default', () => {
    expect(samplePayload({ type: 'object', examples: [{ name: 'Ada' }] })).toEqual({ name: 'Ada' })
    expect(samplePayload({ type: 'object', properties: { n: { type: 'number', default: 3 } } })).toEqual({ n: 3 })
  })

  it('fills required fields with the plainest value of their type and leaves optional ones out', () => {
    const schema = {
      type: 'object',
      required: ['text', 'count', 'on', 'list', 'mail', 'kind', 'nested'],
      properties: {
        text: { type: 'string' },
        count: { type: 'integer', minimum: 1 },
        on: { type: 'boolean' },
        list: { type: 'array', items: { type: 'string' } },
        mail: { type: 'string', format: 'email' },
        kind: { enum: ['a', 'b'] },
        nested: { $ref: '#/$defs/nested' },
        optional: { type: 'string' },
      },
      $defs: { nested: { anyOf: [{ type: 'null' }, { const: 7 }] } },
    }
    expect(samplePayload(schema)).toEqual({
      text: '',
      count: 1,
      on: false,
      list: [],
      mail: 'ada@example.com',
      kind: 'a',
      nested: 7,
    })
  })

  it('is an empty object without a schema, and ends for one that contains itself', () => {
    expect(samplePayload(undefined)).toEqual({})
    expect(samplePayload(null)).toEqual({})
    const recursive = { $ref: '#', type: 'object', required: ['child'], properties: { child: { $ref: '#' } } }
    expect(samplePayload(recursive)).toBeTypeOf('object')
  })
})

describe('takesUpload', () => {
  it('sees a payload that names an upload', () => {
    expect(takesUpload({ properties: { uploadId: { type: 'string' } } })).toBe(true)
    expect(takesUpload({ properties: { name: {} } })).toBe(false)
    expect(takesUpload(undefined)).toBe(false)
  })
})
