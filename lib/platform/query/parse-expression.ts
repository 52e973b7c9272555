import type { BinaryOperator, Call, Expression } from './syntax'
import type { TokenReader } from './token-reader'

/** Loosest first; the operators of a level associate to the left. */
const LEVELS: ReadonlyArray<Record<string, BinaryOperator>> = [
  { '=': '=', '==': '=', '!=': '!=', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' },
  { '||': '||' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', '%': '%' },
]
const COMPARISONS = 0

/** Words that end an expression, so that a column's alias may follow it without AS. */
const RESERVED: ReadonlySet<string> = new Set(
  'SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET AND OR NOT IN IS LIKE ILIKE BETWEEN AS ASC DESC CASE WHEN THEN ELSE END UNION JOIN'.split(
    ' ',
  ),
)

export const isReserved = (word: string) => RESERVED.has(word.toUpperCase())

export function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => parseOr(reader))
}

function parseOr(reader: TokenReader): Expression {
  let left = parseAnd(reader)
  for (let at = reader.at; reader.takeKeyword('OR'); at = reader.at)
    left = { kind: 'binary', operator: 'or', left, right: parseAnd(reader), at }
  return left
}

function parseAnd(reader: TokenReader): Expression {
  let left = parseNot(reader)
  for (let at = reader.at; reader.takeKeyword('AND'); at = reader.at)
    left = { kind: 'binary', operator: 'and', left, right: parseNot(reader), at }
  return left
}

function parseNot(reader: TokenReader): Expression {
  const { at } = reader
  if (reader.takeKeyword('NOT')) return { kind: 'not', operand: reader.nested(() => parseNot(reader)), at }
  return parsePredicates(reader)
}

function parsePredicates(reader: TokenReader): Expression {
  let operand = parseLevel(reader, COMPARISONS)
  for (;;) {
    const predicate = parsePredicate(reader, operand)
    if (!predicate) return operand
    operand = predicate
  }
}

/** IS NULL, IN, LIKE and BETWEEN, with or without NOT. */
function parsePredicate(reader: TokenReader, operand: Expression): Expression | null {
  const { at } = reader
  if (reader.takeKeyword('IS')) {
    const negated = reader.takeKeyword('NOT')
    reader.expectKeyword('NULL')
    return { kind: 'isNull', operand, negated, at }
  }
  const follows = ['IN', 'LIKE', 'ILIKE', 'BETWEEN'].some((word) => reader.isKeyword(word, 1))
  const negated = follows && reader.takeKeyword('NOT')
  if (reader.takeKeyword('IN')) return { kind: 'in', operand, items: parseParenthesized(reader, 1), negated, at }
  if (reader.isKeyword('LIKE') || reader.isKeyword('ILIKE')) {
    const ignoreCase = reader.take().text.toUpperCase() === 'ILIKE'
    return { kind: 'like', operand, pattern: parseLevel(reader, COMPARISONS + 1), ignoreCase, negated, at }
  }
  if (!reader.takeKeyword('BETWEEN')) return null
  const low = parseLevel(reader, COMPARISONS + 1)
  reader.expectKeyword('AND')
  return { kind: 'between', operand, low, high: parseLevel(reader, COMPARISONS + 1), negated, at }
}

function parseLevel(reader: TokenReader, level: number): Expression {
  const operators = LEVELS[level]
  if (!operators) return parseUnary(reader)
  let left = parseLevel(reader, level + 1)
  for (;;) {
    const { at, next } = reader
    const operator = next.kind === 'symbol' ? operators[next.text] : undefined
    if (!operator) return left
    reader.take()
    left = { kind: 'binary', operator, left, right: parseLevel(reader, level + 1), at }
  }
}

function parseUnary(reader: TokenReader): Expression {
  const { at } = reader
  if (reader.takeSymbol('-')) return { kind: 'negative', operand: reader.nested(() => parseUnary(reader)), at }
  return parsePrimary(reader)
}

function parsePrimary(reader: TokenReader): Expression {
  const { at, next } = reader
  if (next.kind === 'number') return { kind: 'literal', value: Number(reader.take().text), at }
  if (next.kind === 'string') return { kind: 'literal', value: reader.take().text, at }
  if (reader.takeSymbol('(')) {
    const inner = parseExpression(reader)
    reader.expectSymbol(')')
    return inner
  }
  if (next.kind !== 'word') throw reader.mismatch('an expression')
  return parseWord(reader)
}

function parseWord(reader: TokenReader): Expression {
  const { at } = reader
  if (reader.isSymbol('(', 1) && !reader.isKeyword('IN') && !reader.isKeyword('CASE')) return parseCall(reader)
  if (reader.takeKeyword('CASE')) return parseCase(reader, at)
  for (const [word, value] of [
    ['TRUE', true],
    ['FALSE', false],
    ['NULL', null],
  ] as const)
    if (reader.takeKeyword(word)) return { kind: 'literal', value, at }
  if (reader.isKeyword('INTERVAL')) {
    reader.take()
    return { kind: 'interval', amount: reader.expectCount('a number'), unit: reader.expectWord('a unit').text, at }
  }
  if (!reader.next.quoted && isReserved(reader.next.text)) throw reader.mismatch('an expression')
  const path = [reader.take().text]
  while (reader.takeSymbol('.')) path.push(reader.expectWord('a name').text)
  return { kind: 'name', path, at }
}

function parseCall(reader: TokenReader): Call {
  const { at } = reader
  const name = reader.take().text
  const [distinct, first] = parseArguments(reader)
  if (!reader.isSymbol('(')) return { kind: 'call', name, parameters: [], args: first, distinct, at }
  return { kind: 'call', name, parameters: first, args: parseArguments(reader)[1], distinct, at }
}

/** count(*) counts rows, as count() does. */
function parseArguments(reader: TokenReader): [distinct: boolean, args: Expression[]] {
  if (reader.isSymbol('(') && reader.isSymbol('*', 1) && reader.isSymbol(')', 2)) {
    for (let count = 0; count < 3; count++) reader.take()
    return [false, []]
  }
  if (!reader.isKeyword('DISTINCT', 1)) return [false, parseParenthesized(reader, 0)]
  reader.expectSymbol('(')
  reader.take()
  const item = parseExpression(reader)
  reader.expectSymbol(')')
  return [true, [item]]
}

function parseParenthesized(reader: TokenReader, atLeast: number): Expression[] {
  reader.expectSymbol('(')
  const items: Expression[] = []
  if (atLeast === 0 && reader.takeSymbol(')')) return items
  do items.push(parseExpression(reader))
  while (reader.takeSymbol(','))
  reader.expectSymbol(')')
  return items
}

function parseCase(reader: TokenReader, at: Expression['at']): Expression {
  const branches: Array<{ when: Expression; result: Expression }> = []
  while (reader.takeKeyword('WHEN')) {
    const when = parseExpression(reader)
    reader.expectKeyword('THEN')
    branches.push({ when, result: parseExpression(reader) })
  }
  if (branches.length === 0) throw reader.mismatch('WHEN')
  const otherwise = reader.takeKeyword('ELSE') ? parseExpression(reader) : null
  reader.expectKeyword('END')
  return { kind: 'case', branches, otherwise, at }
}
