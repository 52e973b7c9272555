import type { ValueType } from './column'
import { asCondition, asNumber, asText, combine, expectType, type Fragment } from './fragment'
import { errorAt, type Position } from './query-error'

export interface FunctionCall {
  args: Fragment[]
  at: Position
  name: string
}

interface ScalarFunction {
  arity: readonly [least: number, most: number]
  build: (args: Args, call: FunctionCall) => Fragment
}

/** As many as the arity says. */
type Args = readonly [Fragment, Fragment, Fragment, ...Fragment[]]

type Cast = (part: Fragment) => Fragment

/** A function whose arguments are all of one kind. */
function plain(
  count: number | readonly [number, number],
  cast: Cast,
  type: ValueType,
  sql: (args: string[]) => string,
): ScalarFunction {
  return {
    arity: typeof count === 'number' ? [count, count] : count,
    build: (args, { at }) => combine(args, sql(args.map((arg) => cast(arg).sql)), type, at),
  }
}

const time: Cast = (part) => expectType(part, 'datetime')

const startOf = (unit: string) => plain(1, time, 'datetime', ([x]) => `date_trunc('${unit}', ${x})`)
/** All of them in UTC, so a bucket is a number of seconds; counting them is much less work than looking at a calendar. */
const bucketOf = (width: string) =>
  plain(1, time, 'datetime', ([x]) => `date_bin('${width}', ${x}, '2001-01-01T00:00:00Z')`)
const part = (field: string) => plain(1, time, 'number', ([x]) => `extract(${field} from ${x})::float8`)
const math = (name: string) => plain(1, asNumber, 'number', ([x]) => `${name}((${x})::float8)`)

const UNITS: Record<string, number> = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
}

const dateDiff: ScalarFunction = {
  arity: [3, 3],
  build: ([unit, from, to], { at }) => {
    const name = String(unit.literal).toLowerCase()
    const seconds = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined
    if (!seconds) throw errorAt(at, `dateDiff needs one of these as its unit: ${Object.keys(UNITS).join(', ')}`)
    const [a, b] = [time(from), time(to)]
    return combine([a, b], `trunc(extract(epoch from ${b.sql} - ${a.sql})::float8 / ${seconds})`, 'number', at)
  },
}

/** The first value decides what the others have to be. */
function oneOf(parts: readonly Fragment[]): { type: ValueType; sql: string[] } {
  const type = parts.find((one) => one.type !== 'null')?.type ?? 'string'
  const wanted = type === 'boolean' ? 'number' : type
  return { type: wanted, sql: parts.map((one) => (wanted === 'number' ? asNumber(one) : expectType(one, wanted)).sql) }
}

const firstOf = (name: string): ScalarFunction => ({
  arity: [1, 20],
  build: (args, { at }) => {
    const { type, sql } = oneOf(args)
    return combine(args, `${name}(${sql.join(', ')})`, type, at)
  },
})

const multiIf: ScalarFunction = {
  arity: [3, 41],
  build: (args, { at, name }) => {
    if (args.length % 2 === 0) throw errorAt(at, `${name} needs a result for every condition, and one for the rest`)
    return conditional(args, at)
  },
}

/** Conditions and results by turns, the result for everything else last. */
export function conditional(args: readonly Fragment[], at: Position): Fragment {
  const isCondition = (index: number) => index % 2 === 0 && index < args.length - 1
  const conditions = args.filter((_, index) => isCondition(index)).map((condition) => asCondition(condition).sql)
  const { type, sql } = oneOf(args.filter((_, index) => !isCondition(index)))
  const branches = conditions.map((condition, index) => `when ${condition} then ${sql[index]}`)
  return combine(args, `case ${branches.join(' ')} else ${sql.at(-1)} end`, type, at)
}

const has: ScalarFunction = {
  arity: [2, 2],
  build: ([list, item], { at }) => {
    const [all, one] = [expectType(list as Fragment, 'strings'), expectType(item as Fragment, 'string')]
    return combine([all, one], `${all.sql} @> array[${one.sql}]`, 'boolean', at)
  },
}

const length: ScalarFunction = {
  arity: [1, 1],
  build: ([x], { at }) =>
    x.type === 'strings'
      ? combine([x], `cardinality(${x.sql})`, 'number', at)
      : combine([x], `length(${asText(x).sql})`, 'number', at),
}

const substring: ScalarFunction = {
  arity: [2, 3],
  build: (args, { at }) => {
    const [text, ...numbers] = args
    const bounds = numbers.map((one) => `greatest(1, least(1000000, ${asNumber(one).sql}))::int`)
    return combine(args, `substr(${asText(text).sql}, ${bounds.join(', ')})`, 'string', at)
  },
}

const round: ScalarFunction = {
  arity: [1, 2],
  build: ([x, digits], { args, at }) => {
    const places = args.length > 1 ? Number(digits.literal) : 0
    if (!Number.isInteger(places) || Math.abs(places) > 15) throw errorAt(at, 'round takes a number of digits up to 15')
    return combine([x], `round((${asNumber(x).sql})::numeric, ${places})::float8`, 'number', at)
  },
}

/** The functions of single values there are, by their names in lower case. */
export const FUNCTIONS: Record<string, ScalarFunction> = {
  tostartofsecond: bucketOf('1 second'),
  tostartofminute: bucketOf('1 minute'),
  tostartoffiveminutes: bucketOf('5 minutes'),
  tostartoftenminutes: bucketOf('10 minutes'),
  tostartoffifteenminutes: bucketOf('15 minutes'),
  tostartofhour: bucketOf('1 hour'),
  tostartofday: bucketOf('1 day'),
  tostartofweek: bucketOf('7 days'),
  tomonday: bucketOf('7 days'),
  tostartofmonth: startOf('month'),
  tostartofquarter: startOf('quarter'),
  tostartofyear: startOf('year'),
  todate: bucketOf('1 day'),
  now: plain(0, time, 'datetime', () => `date_trunc('second', now())`),
  today: plain(0, time, 'datetime', () => `date_trunc('day', now())`),
  datediff: dateDiff,
  tohour: part('hour'),
  tominute: part('minute'),
  todayofweek: part('isodow'),
  todayofmonth: part('day'),
  tomonth: part('month'),
  toyear: part('year'),
  tounixtimestamp: plain(1, time, 'number', ([x]) => `floor(extract(epoch from ${x}))::float8`),
  length,
  lower: plain(1, asText, 'string', ([x]) => `lower(${x})`),
  upper: plain(1, asText, 'string', ([x]) => `upper(${x})`),
  trim: plain(1, asText, 'string', ([x]) => `btrim(${x})`),
  tostring: plain(1, asText, 'string', ([x]) => `${x}`),
  concat: plain([1, 20], asText, 'string', (args) => `concat(${args.join(', ')})`),
  substring,
  replace: plain(3, asText, 'string', (args) => `replace(${args.join(', ')})`),
  startswith: plain(2, asText, 'boolean', ([x, start]) => `starts_with(${x}, ${start})`),
  endswith: plain(2, asText, 'boolean', ([x, end]) => `right(${x}, length(${end})) = ${end}`),
  if: { arity: [3, 3], build: (args, { at }) => conditional(args, at) },
  multiif: multiIf,
  coalesce: firstOf('coalesce'),
  ifnull: firstOf('coalesce'),
  least: firstOf('least'),
  greatest: firstOf('greatest'),
  nullif: { ...firstOf('nullif'), arity: [2, 2] },
  round,
  floor: math('floor'),
  ceil: math('ceil'),
  abs: math('abs'),
  has,
}

export function buildFunction(scalar: ScalarFunction, call: FunctionCall): Fragment {
  return scalar.build(call.args as unknown as Args, call)
}
