import { describe, expect, it } from 'vitest'
import { EMPTY_RUN_FILTER, isEmptyFilter, parseRunFilter, serializeRunFilter } from './run-filter'
import { runListQuery } from './run-list-query'

const parse = (query: string) => parseRunFilter(new URLSearchParams(query))

describe('the filter in the address', () => {
  it('is empty for an empty address', () => {
    expect(parse('')).toEqual(EMPTY_RUN_FILTER)
    expect(isEmptyFilter(EMPTY_RUN_FILTER)).toBe(true)
  })

  it('reads lists, period and times', () => {
    expect(parse('status=FAILED,CRASHED&task=import-csv&tag=customer:acme,vip&period=24h')).toMatchObject({
      status: ['FAILED', 'CRASHED'],
      task: ['import-csv'],
      tag: ['customer:acme', 'vip'],
      period: '24h',
    })
    expect(parse('from=2026-11-01T00:00:00.000Z').from).toEqual(new Date('2026-11-01T00:00:00Z'))
  })

  it('drops in silence what cannot be right', () => {
    expect(parse('status=FAILED,NONSENSE,FAILED&period=banana&from=yesterday&tag=,%20,')).toEqual({
      ...EMPTY_RUN_FILTER,
      status: ['FAILED'],
    })
  })

  it('bounds the number of values', () => {
    const tags = Array.from({ length: 500 }, (_, index) => `t${index}`).join(',')
    expect(parse(`tag=${tags}`).tag).toHaveLength(50)
  })

  it('survives the way to the address and back, with commas, emoji and slashes', () => {
    const filter = { ...EMPTY_RUN_FILTER, tag: ['a,b', '🚀', 'a/b?c=d&e'], task: ['team/import'], period: '7d' }
    expect(parse(serializeRunFilter(filter))).toEqual(filter)
  })

  it('leaves defaults out of the address', () => {
    expect(serializeRunFilter({ ...EMPTY_RUN_FILTER, status: ['FAILED'] })).toBe('?status=FAILED')
  })
})

describe('runListQuery', () => {
  it('asks the API with its own names', () => {
    const filter = { ...parse('status=FAILED&task=a&queue=task/a&version=1&period=1h'), from: new Date(5) }
    const query = runListQuery(filter, 'cursor1')
    expect(Object.fromEntries(query)).toEqual({
      'page[size]': '50',
      'page[after]': 'cursor1',
      'filter[status]': 'FAILED',
      'filter[taskIdentifier]': 'a',
      'filter[queue]': 'task/a',
      'filter[version]': '1',
      'filter[createdAt][period]': '1h',
      'filter[createdAt][from]': '5',
    })
  })
})
