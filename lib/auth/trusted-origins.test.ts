import { expect, it } from 'vitest'
import { trustedOrigins } from './trusted-origins'

it('trusts only its own origin on the net', () => {
  expect(trustedOrigins('https://signals.example.com/base')).toEqual(['https://signals.example.com'])
})

it('trusts every name of the own machine, on the same port only', () => {
  expect(trustedOrigins('http://localhost:3000')).toEqual([
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://[::1]:3000',
  ])
})
