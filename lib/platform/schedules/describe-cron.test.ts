import { expect, it } from 'vitest'
import { describeCron } from './describe-cron'

it.each([
  ['* * * * *', 'Every minute'],
  ['*/5 * * * *', 'Every 5 minutes'],
  ['*/10 * * * *', 'Every 10 minutes'],
  ['0 * * * *', 'Every hour'],
  ['30 * * * *', 'At 30 minutes past the hour'],
  ['0 */2 * * *', 'Every 2 hours'],
  ['30 */2 * * *', 'At 30 minutes past the hour, every 2 hours'],
  ['15 4 * * *', 'At 04:15 AM'],
  ['0 0 * * *', 'At 12:00 AM'],
  ['0 9,17 * * *', 'At 09:00 AM and 05:00 PM'],
  ['0 9-17 * * *', 'Every hour, between 09:00 AM and 05:00 PM'],
  ['*/5 9-17 * * 1-5', 'Every 5 minutes, between 09:00 AM and 05:59 PM, Monday through Friday'],
  ['0-10 11 * * *', 'Every minute between 11:00 AM and 11:10 AM'],
  ['0 9 * * 1', 'At 09:00 AM, only on Monday'],
  ['0 9 * * mon,wed,FRI', 'At 09:00 AM, only on Monday, Wednesday, and Friday'],
  ['0 0 L * *', 'At 12:00 AM, on the last day of the month'],
  ['0 0 1,15 * *', 'At 12:00 AM, on day 1 and 15 of the month'],
  ['0 0 * * 5L', 'At 12:00 AM, on the last Friday of the month'],
  ['0 0 * * 1#2', 'At 12:00 AM, on the second Monday of the month'],
  ['0 0 13 * 5', 'At 12:00 AM, on day 13 of the month, and on Friday'],
  ['0 12 1 1 ?', 'At 12:00 PM, on day 1 of the month, only in January'],
  ['0 0 1 */3 *', 'At 12:00 AM, on day 1 of the month, every 3 months'],
  ['@daily', 'At 12:00 AM'],
])('says %s as %j', (cron, sentence) => {
  expect(describeCron(cron)).toBe(sentence)
})
