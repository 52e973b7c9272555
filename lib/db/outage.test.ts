import { expect, it } from 'vitest'
import { isDatabaseOutage } from './outage'

const withCode = (code: string) => Object.assign(new Error('failed'), { code })

it.each(['ECONNREFUSED', '57P01', '57P03', '08006'])('%s means that the database cannot be reached', (code) => {
  expect(isDatabaseOutage(withCode(code))).toBe(true)
})

it('finds the outage below the error of the query', () => {
  expect(isDatabaseOutage(new Error('Failed query', { cause: withCode('ECONNREFUSED') }))).toBe(true)
})

it('does not take a refusal for an outage', () => {
  expect(isDatabaseOutage(withCode('23505'))).toBe(false)
  expect(isDatabaseOutage('ECONNREFUSED')).toBe(false)
})
