import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery } from './parse-query'
import { anyQuery, brokenQuery } from './queries.factory'
import { QueryError } from './query-error'
import type { Expression } from './syntax'

/** The expression with every operation in brackets. */
function written(expression: Expression): string {
  switch (expression.kind) {
    case 'binary':
      return `(${written(expression.left)} ${expression.operator} ${written(expression.right)})`
    case 'not':
      return `(not ${written(expression.operand)})`
    case 'negative':
      return `(-${written(expression.operand)})`
    case 'in':
      return `(${written(expression.operand)} in ${expression.items.map(written)})`
    case 'literal':
      return String(expression.value)
    case 'name':
      return expression.path.join('.')
    default:
      return expression.kind
  }
}

const whereOf = (text: string) => written(parseQuery(`SELECT a FROM runs WHERE ${text}`).where as Expression)

describe('how a query is read', () => {
  it.each([
    ['a or b and c', '(a or (b and c))'],
    ['not a and b', '((not a) and b)'],
    ['not not a', '(not (not a))'],
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['a - b - c', '((a - b) - c)'],
    ['-a * b', '((-a) * b)'],
    ['a = b + 1', '(a = (b + 1))'],
    ['(a or b) and c', '((a or b) and c)'],
    ['a <> 1 and b == 2', '((a != 1) and (b = 2))'],
    [`a in ('x', 2)`, '(a in x,2)'],
    [`a = 'it''s'`, `(a = it's)`],
    [`a = 'it\\'s'`, `(a = it's)`],
    ['runs.error.name != null', '(runs.error.name != null)'],
    ['a /* x */ = -- y\n 1e3', '(a = 1000)'],
  ])('%s', (text, expected) => expect(whereOf(text)).toBe(expected))

  it('takes every clause, aliases with and without AS, a comma too many and a semicolon', () => {
    const query = parseQuery(
      `select distinct a as x, count() n, from runs r where a group by a having n order by n desc, a limit 5 offset 2;`,
    )
    expect(query).toMatchObject({ distinct: true, tableAlias: 'r', limit: 5, offset: 2 })
    expect(query.items).toMatchObject([{ alias: 'x' }, { alias: 'n' }])
    expect(query.orderBy.map(({ descending }) => descending)).toEqual([true, false])
  })

  it.each([
    ['', `Syntax error at line 1:0: mismatched input '<EOF>' expecting SELECT`],
    ['SELEC nonsense', `Syntax error at line 1:0: mismatched input 'SELEC' expecting SELECT`],
    ['SELECT 1 FROM runs; SELECT 2', `Syntax error at line 1:20: mismatched input 'SELECT' expecting <EOF>`],
    ['SELECT a\nFROM runs\nWHERE', `Syntax error at line 3:5: mismatched input '<EOF>' expecting an expression`],
    ['SELECT a FROM runs LIMIT 1.5', `Syntax error at line 1:25: mismatched input '1.5' expecting a number of rows`],
    [`SELECT 'a FROM runs`, `Syntax error at line 1:7: the quote ' is not closed`],
    ['SELECT a ~ b FROM runs', `Syntax error at line 1:9: unexpected character '~'`],
    ['SELECT count(a FROM runs', `Syntax error at line 1:15: mismatched input 'FROM' expecting ')'`],
    [`SELECT ${'('.repeat(100)}1 FROM runs`, 'Syntax error at line 1:67: nested too deeply'],
    [`SELECT ${'a,'.repeat(20_000)} FROM runs`, expect.stringMatching(/expecting a query of at most 20000 characters/)],
  ])('a text that is no query is refused with its fault and place (%#)', (text, message) => {
    expect(() => parseQuery(text)).toThrow(expect.objectContaining({ message }))
  })

  it('reads every query that is one', () => {
    fc.assert(
      fc.property(anyQuery, (text) => void expect(parseQuery(text).table.name).toBe('runs')),
      { numRuns: 500 },
    )
  })

  it('reads or refuses everything else, and says where', () => {
    const property = fc.property(fc.oneof(brokenQuery, fc.string({ unit: 'binary' })), (text) => {
      try {
        parseQuery(text)
      } catch (error) {
        expect(error).toBeInstanceOf(QueryError)
        expect((error as Error).message).toMatch(/^Syntax error at line \d+:\d+: ./)
      }
    })
    fc.assert(property, { numRuns: 1_000 })
  })
})
