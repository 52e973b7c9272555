import fc from 'fast-check'
import { AGGREGATES } from './aggregates'
import { FUNCTIONS } from './functions'
import { RUN_COLUMNS } from './run-columns'

const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Object.keys(RUN_COLUMNS)) },
  { weight: 1, arbitrary: fc.constantFrom('error.name', 'runs.status', 'error.a.b', 'n', 'x', 'timeBucket', 'nope') },
)
const literals = fc.oneof(
  fc.constantFrom(
    '1',
    '0',
    '0.5',
    '-3',
    '1e300',
    'true',
    'NULL',
    "''",
    "'Completed'",
    "'run_x'",
    "'2026-11-22'",
    "'it''s'",
    "'%a\\\\'",
  ),
  fc.integer({ min: -5, max: 5 }).map(String),
)
const functions = fc.constantFrom(...Object.keys(FUNCTIONS), ...Object.keys(AGGREGATES), 'timeBucket', 'arrayJoin')
const operators = fc.constantFrom('=', '!=', '<', '>=', '+', '-', '*', '/', '%', '||', 'AND', 'OR', 'LIKE', 'NOT ILIKE')

/** Expressions that parse; whether they mean anything is for the compiler to find out. */
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    names,
    literals,
    fc.tuple(tie('expression'), operators, tie('expression')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc
      .tuple(functions, fc.array(tie('expression'), { maxLength: 3 }))
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    tie('expression').map((x) => `quantile(0.9)(${x})`),
    tie('expression').map((x) => `count(DISTINCT ${x})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} IN (${b}, 'a'))`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a} BETWEEN ${b} AND ${b})`),
    tie('expression').map((x) => `(${x} IS NOT NULL)`),
    tie('expression').map((x) => `(NOT ${x})`),
    fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `CASE WHEN ${a} THEN ${b} ELSE ${b} END`),
    tie('expression').map((x) => `(${x} - INTERVAL 2 DAY)`),
  ),
}))

const optional = (word: string, part: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant(''),
    part.map((text) => ` ${word} ${text}`),
  )
const listOf = (part: fc.Arbitrary<string>) =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', '))
const item = fc
  .tuple(expression, fc.constantFrom('', ' AS n', ' AS x', ' AS status'))
  .map(([x, alias]) => `${x}${alias}`)

/** Queries that parse: half of them mean nothing. */
export const anyQuery: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('SELECT', 'SELECT DISTINCT', 'select'),
    listOf(item),
    optional('WHERE', expression),
    optional('GROUP BY', listOf(fc.oneof(names, expression))),
    optional('HAVING', expression),
    optional('ORDER BY', listOf(expression)),
    optional('LIMIT', fc.constantFrom('5', '0', '5 OFFSET 2')),
  )
  .map(([select, items, ...clauses]) => `${select} ${items} FROM runs${clauses.join('')}`)

const KEYS = [
  'task_identifier',
  'queue',
  'status',
  'task_version',
  'machine',
  'is_test',
  'run_id',
  'sdk_version',
  'depth',
]
const MORE_KEYS = [
  'timeBucket()',
  'toStartOfHour(triggered_at)',
  'toDate(completed_at)',
  'arrayJoin(tags)',
  'error.name',
]
const CHOICES = [
  `if(is_finished, 'over', 'alive')`,
  `multiIf(depth > 1, 'deep', depth = 1, 'child', 'root')`,
  `lower(queue)`,
]
const SUMS = ['count()', 'count(DISTINCT queue)', `countIf(status IN ('Failed', 'Crashed'))`, 'avg(execution_duration)']
const MORE_SUMS = [
  'quantile(0.95)(queued_duration)',
  'max(triggered_at)',
  'min(status)',
  'sum(usage_duration) / count() * 100',
]
const TESTS = [
  `has(tags, 'a')`,
  `triggered_at > now() - INTERVAL 2 DAY`,
  `status != 'Failed' AND NOT is_test`,
  `error = NULL`,
]
const MORE_TESTS = [`task_identifier LIKE 'e%'`, `run_id = 'run_x' OR depth BETWEEN 0 AND 3`, `machine IN ('small-1x')`]

const some = (items: readonly string[], minLength: number) => fc.subarray([...items], { minLength, maxLength: 3 })

/** Queries that mean something. */
export const soundQuery: fc.Arbitrary<string> = fc
  .tuple(
    some([...KEYS, ...MORE_KEYS, ...CHOICES], 0),
    some([...SUMS, ...MORE_SUMS], 1),
    some([...TESTS, ...MORE_TESTS], 0),
  )
  .map(([keys, sums, tests]) => {
    const columns = [
      ...keys.map((key, index) => `${key} AS k${index}`),
      ...sums.map((sum, index) => `${sum} AS s${index}`),
    ]
    const where = tests.length > 0 ? ` WHERE ${tests.map((test) => `(${test})`).join(' AND ')}` : ''
    const groups = keys.map((_, index) => `k${index}`).join(', ')
    const order = `${keys.length > 0 ? 'k0 DESC, ' : ''}s0`
    return `SELECT ${columns.join(', ')} FROM runs${where}${groups && ` GROUP BY ${groups}`} HAVING count() > 0 ORDER BY ${order} LIMIT 20`
  })

/** Almost queries: a piece is missing, doubled or something else. */
export const brokenQuery: fc.Arbitrary<string> = fc
  .tuple(
    anyQuery,
    fc.nat(),
    fc.nat({ max: 6 }),
    fc.oneof(fc.constantFrom('', ')', '(', "'", ',', ' FROM ', '--', '/*', ';'), fc.string({ unit: 'binary' })),
  )
  .map(([query, where, length, piece]) => {
    const start = where % (query.length + 1)
    return `${query.slice(0, start)}${piece}${query.slice(start + length)}`
  })
