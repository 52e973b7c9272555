import { describe, expect, it } from 'vitest'
import { filterSuggestions } from './filter-suggestions'
import { EMPTY_RUN_FILTER } from './run-filter'

const known = { tasks: ['import-csv', 'hello-world'], tags: ['customer:acme'], queues: [], versions: [] }
const suggest = (text: string, filter = EMPTY_RUN_FILTER) =>
  filterSuggestions(text, filter, known).map((one) => `${one.kind}:${one.value}`)

describe('filterSuggestions', () => {
  it('finds by label, value and kind', () => {
    expect(suggest('crash')).toContain('status:CRASHED')
    expect(suggest('import')).toContain('task:import-csv')
    expect(suggest('status:fail')).toEqual(['status:FAILED', 'status:SYSTEM_FAILURE'])
  })

  it('takes a colon inside a tag for part of the tag', () => {
    expect(suggest('customer:acme')).toEqual(['tag:customer:acme', 'task:customer:acme'])
  })

  it('offers a word that nobody has listed as an exact tag or task, and any period', () => {
    expect(suggest('northwind')).toEqual(['tag:northwind', 'task:northwind'])
    expect(suggest('45m')).toContain('period:45m')
  })

  it('does not offer what is already in the filter', () => {
    expect(suggest('import', { ...EMPTY_RUN_FILTER, task: ['import-csv'] })).not.toContain('task:import-csv')
  })

  it('opens a pasted run id', () => {
    expect(suggest(' run_cmwrq45ab000xtg7d1884jk5s ')).toEqual(['open:run_cmwrq45ab000xtg7d1884jk5s'])
  })
})
