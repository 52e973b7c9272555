import { describe, expect, it } from 'vitest'
import { AppError, type ErrorCode, HTTP_STATUS, toAppError } from './errors'

describe('errors', () => {
  it('have one status each, none of which means success', () => {
    const statuses = Object.values(HTTP_STATUS)
    expect(statuses.every((status) => status >= 400 && status <= 504)).toBe(true)
    expect(new Set(statuses).size).toBe(statuses.length)
  })

  it.each(Object.keys(HTTP_STATUS) as ErrorCode[])(
    '%s travels to the error page in the digest, with its id',
    (code) => {
      const error = new AppError(code, 'text')
      expect(error.digest).toBe(`${code}:${error.id}`)
      expect(error.id).toMatch(/^[0-9a-z]{8}$/)
    },
  )

  it('get an id of their own', () => {
    const ids = Array.from({ length: 200 }, () => new AppError('unexpected', '').id)
    expect(new Set(ids).size).toBe(200)
  })

  it('keep the text of a surprise away from people and for the log', () => {
    const surprise = new Error('password=hunter2')
    const error = toAppError(surprise)
    expect(error.code).toBe('unexpected')
    expect(error.message).not.toContain('hunter2')
    expect(error.cause).toBe(surprise)
  })

  it('pass through unchanged when they are ours already', () => {
    const error = new AppError('conflict', 'text')
    expect(toAppError(error)).toBe(error)
  })
})
