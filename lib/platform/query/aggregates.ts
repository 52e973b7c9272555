import { asCondition, asNumber, combine, expectType, type Fragment } from './fragment'
import { errorAt, type Position } from './query-error'

export interface AggregateCall {
  args: Fragment[]
  parameters: Fragment[]
  distinct: boolean
  at: Position
  name: string
}

interface Aggregate {
  arity: readonly number[]
  parameters?: 1
  build: (args: Args, call: AggregateCall) => Fragment
}

/** As many as the arity says. */
type Args = readonly [Fragment, Fragment]

const of = (args: readonly Fragment[], sql: string, type: Fragment['type'], at: Position): Fragment => ({
  ...combine(args, sql, type, at),
  isAggregate: true,
  perRow: null,
})

const overNumbers = (name: string): Aggregate => ({
  arity: [1],
  build: ([x], { at }) => of([x], `${name}(${asNumber(x).sql})::float8`, 'number', at),
})

/** Of everything that has an order. */
const extreme = (name: 'min' | 'max'): Aggregate => ({
  arity: [1],
  build: ([x], { at }) => {
    const value = x.type === 'boolean' ? asNumber(x) : expectType(x, 'number', 'string', 'datetime')
    return { ...of([value], `${name}(${value.sql})`, value.type, at), ...(value.isPrecise && { isPrecise: true }) }
  },
})

const where = (condition: Fragment) => `filter (where ${asCondition(condition).sql})`

const quantileOf = (share: string, x: Fragment, at: Position) =>
  of([x], `percentile_cont(${share}) within group (order by ${asNumber(x).sql}::float8)`, 'number', at)

const countDistinct: Aggregate = {
  arity: [1],
  build: ([x], { at }) => of([x], `count(distinct ${x.sql})`, 'number', at),
}

/** The aggregate functions there are, by their names in lower case. */
export const AGGREGATES: Record<string, Aggregate> = {
  count: {
    arity: [0, 1],
    build: (_, { args, at, distinct }) => {
      const [x] = args
      return of(args, x ? `count(${distinct ? 'distinct ' : ''}${x.sql})` : 'count(*)', 'number', at)
    },
  },
  countif: { arity: [1], build: ([x], { at }) => of([x], `count(*) ${where(x)}`, 'number', at) },
  countdistinct: countDistinct,
  uniq: countDistinct,
  uniqexact: countDistinct,
  sum: overNumbers('sum'),
  avg: overNumbers('avg'),
  stddevpop: overNumbers('stddev_pop'),
  stddevsamp: overNumbers('stddev_samp'),
  sumif: {
    arity: [2],
    build: ([x, condition], { at }) =>
      of([x, condition], `(sum(${asNumber(x).sql}) ${where(condition)})::float8`, 'number', at),
  },
  avgif: {
    arity: [2],
    build: ([x, condition], { at }) =>
      of([x, condition], `(avg(${asNumber(x).sql}) ${where(condition)})::float8`, 'number', at),
  },
  min: extreme('min'),
  max: extreme('max'),
  median: { arity: [1], build: ([x], { at }) => quantileOf('0.5', x, at) },
  quantile: {
    arity: [1],
    parameters: 1,
    build: ([x], { at, parameters }) => {
      const share = parameters[0]?.literal
      if (typeof share !== 'number' || share < 0 || share > 1)
        throw errorAt(at, 'quantile needs a share from 0 to 1 in front of its argument: quantile(0.95)(x)')
      return quantileOf(String(share), x, at)
    },
  },
}

export function buildAggregate(aggregate: Aggregate, call: AggregateCall): Fragment {
  const nested = call.args.find((arg) => arg.isAggregate)
  if (nested) throw errorAt(nested.at, `${call.name} cannot hold another aggregate function`)
  if (call.distinct && call.name.toLowerCase() !== 'count') throw errorAt(call.at, `${call.name} takes no DISTINCT`)
  return aggregate.build(call.args as unknown as Args, call)
}
