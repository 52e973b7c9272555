import { describe, expect, it } from 'vitest'
import { describeFailure } from './describe-failure'

const thrown = (name: string, message: string) => ({ type: 'BUILT_IN_ERROR', name, message, stackTrace: '' }) as const

describe('how a failure is called', () => {
  it.each([
    [thrown('PaymentError', 'card declined'), 'PaymentError', 'card declined'],
    [thrown('TimeoutError', ''), 'TimeoutError', 'TimeoutError'],
    [thrown('', ''), 'Error', 'Unknown error'],
    [{ type: 'STRING_ERROR', raw: 'plain' } as const, 'Error', 'plain'],
    [{ type: 'CUSTOM_ERROR', raw: '{"code":1}' } as const, 'Error', '{"code":1}'],
    [
      { type: 'INTERNAL_ERROR', code: 'MAX_DURATION_EXCEEDED' } as const,
      'MAX_DURATION_EXCEEDED',
      'MAX_DURATION_EXCEEDED',
    ],
  ])('%j', (error, type, message) => {
    expect(describeFailure(error)).toEqual({ type, message })
  })

  it('cuts a long message between characters', () => {
    const { message } = describeFailure(thrown('Error', `x${'😀'.repeat(600)}`))
    expect(Array.from(message)).toHaveLength(500)
    expect(message.endsWith('😀')).toBe(true)
  })
})
