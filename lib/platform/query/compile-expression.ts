import { AGGREGATES, buildAggregate } from './aggregates'
import { asCondition, asNumber, asText, combine, expectType, type Fragment, mismatch } from './fragment'
import { buildFunction, conditional, FUNCTIONS } from './functions'
import { errorAt, type Position, QueryError } from './query-error'
import type { BinaryOperator, Call, Expression, Name } from './syntax'

/** What an expression can refer to. */
export interface Scope {
  /** Makes a value a parameter of the statement; the same value is the same parameter. */
  parameter: (value: string | number | Date) => string
  /** What a name stands for, or null. */
  name: (name: Name) => Fragment | null
  /** The calls that depend on the query: timeBucket(), arrayJoin(). */
  special: (call: Call, args: Fragment[]) => Fragment | null
  columns: readonly string[]
  /** What the query groups by: such an expression has one value for each group. */
  isGrouped: (sql: string) => boolean
}

const UNITS: ReadonlySet<string> = new Set(['second', 'minute', 'hour', 'day', 'week', 'month', 'year'])

export function compileExpression(expression: Expression, scope: Scope): Fragment {
  const fragment = compile(expression, scope)
  return scope.isGrouped(fragment.sql) ? { ...fragment, perRow: null } : fragment
}

function compile(expression: Expression, scope: Scope): Fragment {
  const { at } = expression
  const inner = (part: Expression) => compileExpression(part, scope)
  switch (expression.kind) {
    case 'literal':
      return compileLiteral(expression.value, at, scope)
    case 'name':
      return compileName(expression, scope)
    case 'call':
      return compileCall(expression, scope)
    case 'interval':
      return compileInterval(expression.amount, expression.unit, at)
    case 'not': {
      const operand = asCondition(inner(expression.operand))
      return combine([operand], `not (${operand.sql})`, 'boolean', at)
    }
    case 'negative': {
      const operand = asNumber(inner(expression.operand))
      return combine([operand], `-(${operand.sql})`, 'number', at)
    }
    case 'binary':
      return compileBinary(expression.operator, inner(expression.left), inner(expression.right), at, scope)
    case 'in': {
      const operand = inner(expression.operand)
      const matches = expression.items.map((item) => compare('=', operand, inner(item), item.at, scope))
      const sql = matches.map((match) => match.sql).join(' or ')
      return combine(matches, expression.negated ? `not (${sql})` : `(${sql})`, 'boolean', at)
    }
    case 'between': {
      const operand = inner(expression.operand)
      const bounds = [
        compare('>=', operand, inner(expression.low), expression.low.at, scope),
        compare('<=', operand, inner(expression.high), expression.high.at, scope),
      ]
      const sql = `(${bounds.map((bound) => bound.sql).join(' and ')})`
      return combine(bounds, expression.negated ? `not ${sql}` : sql, 'boolean', at)
    }
    case 'like': {
      const parts = [asText(inner(expression.operand)), expectType(inner(expression.pattern), 'string')]
      const operator = `${expression.negated ? 'not ' : ''}${expression.ignoreCase ? 'ilike' : 'like'}`
      return combine(parts, `(${parts[0]?.sql}) ${operator} ${parts[1]?.sql}`, 'boolean', at)
    }
    case 'isNull': {
      const operand = inner(expression.operand)
      return combine([operand], `(${operand.sql}) is ${expression.negated ? 'not ' : ''}null`, 'boolean', at)
    }
    case 'case': {
      const branches = expression.branches.flatMap(({ when, result }) => [inner(when), inner(result)])
      const otherwise = expression.otherwise ? inner(expression.otherwise) : compileLiteral(null, at, scope)
      return conditional([...branches, otherwise], at)
    }
  }
}

function compileLiteral(value: string | number | boolean | null, at: Position, scope: Scope): Fragment {
  const base = { at, isAggregate: false, perRow: null, literal: value }
  if (value === null) return { ...base, sql: 'null', type: 'null' }
  if (typeof value === 'boolean') return { ...base, sql: String(value), type: 'boolean' }
  if (typeof value === 'number') return { ...base, sql: `${scope.parameter(value)}::float8`, type: 'number' }
  if (value.includes('\0')) throw errorAt(at, 'A text cannot hold the character 0')
  return { ...base, sql: `${scope.parameter(value)}::text`, type: 'string' }
}

function compileInterval(amount: number, unit: string, at: Position): Fragment {
  const singular = unit.toLowerCase().replace(/s$/, '')
  if (!UNITS.has(singular)) throw errorAt(at, `Unknown unit "${unit}". Available units: ${[...UNITS].join(', ')}`)
  if (amount > 100_000) throw errorAt(at, 'The interval is too long')
  return { sql: `interval '${amount} ${singular}'`, type: 'interval', at, isAggregate: false, perRow: null }
}

function compileName(name: Name, scope: Scope): Fragment {
  const found = scope.name(name)
  if (found) return found
  throw new QueryError(`Unknown column "${name.path.join('.')}". Available columns: ${scope.columns.join(', ')}`)
}

function compileCall(call: Call, scope: Scope): Fragment {
  const { at, name } = call
  const key = name.toLowerCase()
  const args = call.args.map((arg) => compileExpression(arg, scope))
  const special = scope.special(call, args)
  if (special) return special
  const aggregate = Object.hasOwn(AGGREGATES, key) ? AGGREGATES[key] : undefined
  if (aggregate) {
    if (!aggregate.arity.includes(args.length) || call.parameters.length !== (aggregate.parameters ?? 0))
      throw errorAt(
        at,
        `${name} takes ${aggregate.arity.join(' or ')} argument(s)${aggregate.parameters ? ' and a parameter: quantile(0.95)(x)' : ''}`,
      )
    const parameters = call.parameters.map((parameter) => compileExpression(parameter, scope))
    return buildAggregate(aggregate, { args, parameters, distinct: call.distinct, at, name })
  }
  const scalar = Object.hasOwn(FUNCTIONS, key) ? FUNCTIONS[key] : undefined
  if (!scalar) {
    const available = ['timeBucket', 'arrayJoin', ...Object.keys(AGGREGATES), ...Object.keys(FUNCTIONS)].join(', ')
    throw errorAt(at, `Unknown function "${name}". Available functions: ${available}`)
  }
  const [least, most] = scalar.arity
  if (args.length < least || args.length > most || call.parameters.length > 0 || call.distinct)
    throw errorAt(at, `${name} takes ${least === most ? least : `${least} to ${most}`} argument(s)`)
  return buildFunction(scalar, { args, at, name })
}

function compileBinary(
  operator: BinaryOperator,
  left: Fragment,
  right: Fragment,
  at: Position,
  scope: Scope,
): Fragment {
  switch (operator) {
    case 'or':
    case 'and': {
      const parts = [asCondition(left), asCondition(right)]
      return combine(parts, `(${parts.map((part) => part.sql).join(` ${operator} `)})`, 'boolean', at)
    }
    case '||': {
      const parts = [asText(left), asText(right)]
      return combine(parts, `(${parts.map((part) => part.sql).join(' || ')})`, 'string', at)
    }
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compute(operator, left, right, at)
    default:
      return compare(operator, left, right, at, scope)
  }
}

function compute(operator: '+' | '-' | '*' | '/' | '%', left: Fragment, right: Fragment, at: Position): Fragment {
  if (left.type === 'datetime' && right.type === 'interval' && (operator === '+' || operator === '-'))
    return combine([left, right], `(${left.sql} ${operator} ${right.sql})`, 'datetime', at)
  const parts = [asNumber(left), asNumber(right)]
  const [a, b] = parts.map((part) => `(${part.sql})::float8`)
  // A share of nothing is unknown, not a failure.
  if (operator === '/') return combine(parts, `(${a} / nullif(${b}, 0))`, 'number', at)
  if (operator === '%') return combine(parts, `mod((${a})::numeric, nullif((${b})::numeric, 0))::float8`, 'number', at)
  return combine(parts, `(${a} ${operator} ${b})`, 'number', at)
}

type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>='

function compare(operator: Comparison, left: Fragment, right: Fragment, at: Position, scope: Scope): Fragment {
  if (right.literal === null || left.literal === null) {
    const operand = right.literal === null ? left : right
    if (operator !== '=' && operator !== '!=') throw errorAt(at, 'NULL can only be compared with = and !=')
    return combine([operand], `(${operand.sql}) is ${operator === '=' ? '' : 'not '}null`, 'boolean', at)
  }
  const [a, b] = alike(left, right, at, scope)
  return combine([left, right], `(${a} ${operator === '!=' ? '<>' : operator} ${b})`, 'boolean', at)
}

/** Both sides in SQL of the same type. */
function alike(left: Fragment, right: Fragment, at: Position, scope: Scope): [string, string] {
  if (left.literal !== undefined && right.literal === undefined) {
    const [b, a] = alike(right, left, at, scope)
    return [a, b]
  }
  const { prefix } = left.column ?? {}
  if (prefix && typeof right.literal === 'string' && right.literal.startsWith(prefix.text))
    return [prefix.sql, `${scope.parameter(right.literal.slice(prefix.text.length))}::text`]
  if (left.type === 'datetime' && typeof right.literal === 'string') return [left.sql, timeLiteral(right, scope)]
  const isNumeric = (part: Fragment) => part.type === 'number' || part.type === 'boolean'
  if (isNumeric(left) && isNumeric(right)) return [asNumber(left).sql, asNumber(right).sql]
  if (left.type === 'json' || right.type === 'json') return [asText(left).sql, asText(right).sql]
  if (left.type !== right.type || left.type === 'interval') throw mismatch(left, right, at)
  return [left.sql, right.sql]
}

function timeLiteral(part: Fragment, scope: Scope): string {
  const text = String(part.literal).trim()
  // Times without a zone are UTC, whatever the zone of the machine.
  const date = new Date(/^\d{4}-\d\d-\d\d \d\d:\d\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text)
  if (!(date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999)) throw errorAt(part.at, `"${text}" is not a time`)
  return `${scope.parameter(date)}::timestamptz`
}
