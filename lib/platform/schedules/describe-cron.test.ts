import { expect, it } from 'vitest'
import { describeCron } from './describe-cron'

it.each([
  ['*/5 9-17 * * 1-5', 'Every 5 minutes, between 09:00 AM and 05:59 PM, Monday through Friday'],
  ['0 0 1 */3 *', 'At 12:00 AM, on day 1 of the month, every 3 months'],
  ['@daily', 'At 12:00 AM'],
])('says %s as %j', (cron, sentence) => {
  expect(describeCron(cron)).toBe(sentence)
})

it('has words for what it does not understand, instead of an exception', () => {
  expect(describeCron('not a calendar')).toContain('error')
})
