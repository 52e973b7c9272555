import { isReserved, parseExpression } from './parse-expression'
import type { Expression, Query, SelectItem } from './syntax'
import { TokenReader } from './token-reader'
import { tokenize } from './tokenize'

const MAX_LENGTH = 20_000

/**
 * The subset of TRQL there is:
 *   SELECT [DISTINCT] expression [[AS] alias], … FROM table [[AS] alias] [WHERE …] [GROUP BY …] [HAVING …]
 *   [ORDER BY expression [ASC | DESC], …] [LIMIT n [OFFSET n]] [;]
 */
export function parseQuery(text: string): Query {
  const reader = new TokenReader(tokenize(text.slice(0, MAX_LENGTH)))
  if (text.length > MAX_LENGTH) throw reader.mismatch(`a query of at most ${MAX_LENGTH} characters`)
  reader.expectKeyword('SELECT')
  const distinct = reader.takeKeyword('DISTINCT')
  const items = parseItems(reader)
  reader.expectKeyword('FROM')
  const from = reader.expectWord('a table')
  const query: Query = {
    distinct,
    items,
    table: { name: from.text, at: from.at },
    tableAlias: parseAlias(reader) ?? from.text,
    where: null,
    groupBy: [],
    having: null,
    orderBy: [],
    limit: null,
    offset: 0,
  }
  query.where = clause(reader, 'WHERE')
  if (takeWords(reader, 'GROUP', 'BY')) query.groupBy = list(reader, () => parseExpression(reader))
  query.having = clause(reader, 'HAVING')
  if (takeWords(reader, 'ORDER', 'BY')) query.orderBy = list(reader, () => parseOrder(reader))
  if (reader.takeKeyword('LIMIT')) query.limit = reader.expectCount('a number of rows')
  if (reader.takeKeyword('OFFSET')) query.offset = reader.expectCount('a number of rows')
  reader.takeSymbol(';')
  if (reader.next.kind !== 'end') throw reader.mismatch('<EOF>')
  return query
}

function parseItems(reader: TokenReader): SelectItem[] | '*' {
  if (reader.takeSymbol('*')) return '*'
  const items: SelectItem[] = []
  do {
    // A comma may be left standing before FROM.
    if (items.length > 0 && reader.isKeyword('FROM')) break
    items.push({ expression: parseExpression(reader), alias: parseAlias(reader) })
  } while (reader.takeSymbol(','))
  return items
}

function parseAlias(reader: TokenReader): string | null {
  if (reader.takeKeyword('AS')) return reader.expectWord('a name').text
  const { kind, text, quoted } = reader.next
  return kind === 'word' && (quoted || !isReserved(text)) ? reader.take().text : null
}

function parseOrder(reader: TokenReader) {
  const expression = parseExpression(reader)
  const descending = reader.takeKeyword('DESC')
  if (!descending) reader.takeKeyword('ASC')
  return { expression, descending }
}

function clause(reader: TokenReader, word: string): Expression | null {
  return reader.takeKeyword(word) ? parseExpression(reader) : null
}

function takeWords(reader: TokenReader, first: string, second: string): boolean {
  if (!reader.takeKeyword(first)) return false
  reader.expectKeyword(second)
  return true
}

function list<T>(reader: TokenReader, read: () => T): T[] {
  const items = [read()]
  while (reader.takeSymbol(',')) items.push(read())
  return items
}
