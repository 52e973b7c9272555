import { expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { describeFailure } from './describe-failure'

it('reads code and id from the digest, all that production leaves of a server error', () => {
  const fromServer = Object.assign(new Error('An error occurred in the Server Components render.'), {
    digest: 'unavailable:abcd1234',
  })
  expect(describeFailure(fromServer)).toMatchObject({
    code: 'unavailable',
    id: 'abcd1234',
    title: 'A part of Signalbox cannot be reached',
  })
})

it('reads an error that was thrown in the browser alike', () => {
  const error = new AppError('forbidden', 'No.')
  expect(describeFailure(error)).toMatchObject({ code: 'forbidden', id: error.id })
})

it('keeps the id of a foreign error and calls it unexpected', () => {
  const foreign = Object.assign(new Error('boom'), { digest: '1234567' })
  expect(describeFailure(foreign)).toMatchObject({ code: 'unexpected', id: '1234567' })
  expect(describeFailure('thrown text')).toMatchObject({ code: 'unexpected', id: undefined })
})
