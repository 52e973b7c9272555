import { expect, it } from 'vitest'
import { cronProblem } from './check-cron'

it.each([
  '* * * * *',
  '*/5 9-17 * * 1-5',
  '0 0 L * *',
  '0 0 * * 5L',
  '0 0 * * 1#2',
  '0 0 ? * MON-FRI',
  '15,45 */2 1-7,15 jan,JUL 0,7',
  '5/15 * * * *',
  '@daily',
])('takes %j', (cron) => {
  expect(cronProblem(cron)).toBeNull()
})

it.each([
  ['', 'CRON expression is required'],
  ['never', 'Validation error, cannot resolve alias "nev"'],
  ['0 0 * foo *', 'Validation error, cannot resolve alias "foo"'],
  ['*/10 * * * * *', 'CRON expressions with seconds are not allowed'],
  ['60 * * * *', 'Constraint error, got value 60 expected range 0-59'],
  ['* 9-24 * * *', 'Constraint error, got range 9-24 expected range 0-23'],
  ['* * 0 * *', 'Constraint error, got value 0 expected range 1-31'],
  ['* * * 13 *', 'Constraint error, got value 13 expected range 1-12'],
  ['* * * * 8', 'Constraint error, got value 8 expected range 0-7'],
  ['5-1 * * * *', 'Invalid range: 5-1'],
  ['1,,2 * * * *', 'Invalid list value format'],
  ['*/0 * * * *', 'Constraint error, cannot repeat at every 0 time.'],
  ['*/2/3 * * * *', 'Invalid repeat: */2/3'],
  ['H * * * *', 'Invalid characters, got value: H'],
  ['L * * * *', 'Invalid characters, got value: L'],
  ['0 0 30 2 *', 'Invalid explicit day of month definition'],
  ['* *', 'Expression has only 2 parts. 5 parts are required.'],
])('refuses %j: %s', (cron, problem) => {
  expect(cronProblem(cron)).toBe(problem)
})
