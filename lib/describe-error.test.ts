import { describe, expect, it } from 'vitest'
import { describeError } from './describe-error'

describe('describeError', () => {
  it('keeps the parameters of a failed query out of the log', () => {
    const error = Object.assign(new Error('Failed query: select $1\nparams: ada@example.com'), {
      query: 'select $1',
      params: ['ada@example.com'],
      cause: Object.assign(new Error('boom'), { code: '23505', detail: 'Key (email)=(ada@example.com)' }),
    })
    const described = describeError(error)
    expect(JSON.stringify(described)).not.toContain('ada@example.com')
    expect(described).toMatchObject({ message: 'query failed: select $1', cause: { code: '23505', message: 'boom' } })
  })

  it('leaves out the response body that an SDK error carries', () => {
    const error = Object.assign(new Error('400 bad payload'), { body: { secret: 'tr_dev_x' } })
    expect(JSON.stringify(describeError(error))).not.toContain('tr_dev_x')
  })

  it('ends on an error that is its own cause', () => {
    const error = new Error('loop')
    error.cause = error
    expect(describeError(error).cause?.cause?.cause?.cause?.cause).toBeUndefined()
  })

  it('says nothing about a thrown value that may hold anything', () => {
    expect(describeError('password=hunter2')).toEqual({
      type: 'string',
      message: 'a value that is not an error was thrown',
    })
  })
})
