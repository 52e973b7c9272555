import { describe, expect, it } from 'vitest'
import { commandWords, countWords, outcomeToast, progressWords } from './bulk-words'
import { followBulkAction } from './follow-bulk-action'

const action = (change = {}) => ({ id: 'bulk_1', status: 'COMPLETED', total: 12, done: 12, failed: 0, ...change })

describe('the words of a bulk action', () => {
  it('name a number where it is known and say so where it is not', () => {
    expect(commandWords('cancel', { count: 12, exact: true })).toBe('Cancel 12 runs')
    expect(commandWords('replay', { count: 1_000, exact: false })).toBe('Replay all finished runs that match')
    expect(countWords({ count: 1_000, exact: false })).toBe('more than 1,000 runs')
  })

  it('tell how far it is once the platform knows how many there are', () => {
    expect(progressWords('cancel', null)).toBe('Canceling…')
    expect(progressWords('replay', action({ done: 3, failed: 1 }))).toBe('Replaying… 4 of 12')
  })

  it('tell the outcome once, with what could not be done and what was left', () => {
    expect(outcomeToast('cancel', action())).toMatchObject({ kind: 'success', title: '12 runs canceled' })
    const partly = outcomeToast('cancel', action({ status: 'ABORTED', done: 5, failed: 2 }))
    expect(partly).toMatchObject({ kind: 'error', title: '5 runs canceled' })
    expect(partly.description).toMatch(/^2 runs could not be canceled.*5 runs left as they were\.$/)
    expect(outcomeToast('replay', action({ total: 0, done: 0 }))).toMatchObject({
      kind: 'info',
      title: 'No run was replayed',
    })
    expect(outcomeToast('replay', null).title).toBe('Replaying goes on, but cannot be followed')
  })
})

describe('following a bulk action', () => {
  const wait = async () => {}

  it('reads until it is over, through failures that pass', async () => {
    const answers = [action({ status: 'PENDING', done: 3 }), new Error('away'), action()]
    const seen: number[] = []
    const last = await followBulkAction({
      read: async () => {
        const next = answers.shift()
        if (next === undefined || next instanceof Error) throw next
        return next
      },
      onProgress: ({ done }) => seen.push(done),
      wait,
    })
    expect(last?.status).toBe('COMPLETED')
    expect(seen).toEqual([3, 12])
  })

  it('gives up on a server that stays away', async () => {
    let reads = 0
    const read = async () => {
      reads += 1
      throw new Error('away')
    }
    expect(await followBulkAction({ read, onProgress: () => {}, wait })).toBeNull()
    expect(reads).toBe(10)
  })
})
