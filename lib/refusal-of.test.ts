import { expect, test } from 'vitest'
import { refusalOf } from './refusal-of'

test('a refusal says what the server said, under the id that stands in its log', () => {
  const fieldErrors = { name: ['Give it a name.'] }
  const body = { code: 'bad_input', message: 'Not like this.', errorId: 'abcd1234', fieldErrors }
  expect(refusalOf({ status: 400 }, body)).toMatchObject({
    code: 'bad_input',
    message: 'Not like this.',
    id: 'abcd1234',
    fieldErrors,
  })
})

test.each([
  [500, 'unexpected'],
  [502, 'unavailable'],
  [504, 'unavailable'],
  [505, 'unexpected'],
])('an answer of %d that is not ours is %s, and its status is told', (status, code) => {
  for (const body of [undefined, null, 'Bad gateway', { error: 'x' }]) {
    const refusal = refusalOf({ status }, body)
    expect(refusal).toMatchObject({ code, message: `The server answered ${status} without saying why.` })
  }
})
