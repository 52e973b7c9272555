import { type Position, syntaxError } from './query-error'

export interface Token {
  kind: 'word' | 'number' | 'string' | 'symbol' | 'end'
  /** As written; the content of a string or of a quoted name. */
  text: string
  /** A quoted name is never a keyword. */
  quoted?: true
  at: Position
}

const SPACE = /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y
const SYMBOL = /<=|>=|!=|<>|==|\|\||[-+*/%(),.;=<>[\]]/y
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '0': '\0' }

/** The tokens of a query, with an end token last. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = []
  const position = positionIn(query)
  let offset = 0
  const match = (pattern: RegExp) => {
    pattern.lastIndex = offset
    return pattern.exec(query)?.[0]
  }
  while (offset < query.length) {
    const space = match(SPACE)
    if (space) {
      offset += space.length
      continue
    }
    const at = position(offset)
    const quote = query[offset] as string
    if (quote === "'" || quote === '"' || quote === '`') {
      const { content, length } = readQuoted(query, offset, at)
      tokens.push(
        quote === "'" ? { kind: 'string', text: content, at } : { kind: 'word', text: content, quoted: true, at },
      )
      offset += length
      continue
    }
    const word = match(WORD)
    const number = word ? undefined : match(NUMBER)
    const text = word ?? number ?? match(SYMBOL)
    if (!text) throw syntaxError(at, `unexpected character '${String.fromCodePoint(query.codePointAt(offset) ?? 0)}'`)
    tokens.push({ kind: word ? 'word' : number ? 'number' : 'symbol', text, at })
    offset += text.length
  }
  tokens.push({ kind: 'end', text: '<EOF>', at: position(query.length) })
  return tokens
}

/** A quote is doubled or escaped to be part of what it quotes. */
function readQuoted(query: string, start: number, at: Position): { content: string; length: number } {
  const quote = query[start]
  let content = ''
  for (let offset = start + 1; offset < query.length; offset++) {
    const character = query[offset] as string
    if (character === '\\' && offset + 1 < query.length) {
      offset += 1
      const escaped = query[offset] as string
      content += ESCAPES[escaped] ?? escaped
    } else if (character !== quote) {
      content += character
    } else if (query[offset + 1] === quote) {
      offset += 1
      content += quote
    } else {
      return { content, length: offset - start + 1 }
    }
  }
  throw syntaxError(at, `the quote ${quote} is not closed`)
}

/** Offsets are asked for in rising order, so the lines are counted once. */
function positionIn(query: string): (offset: number) => Position {
  let line = 1
  let lineStart = 0
  let counted = 0
  return (offset) => {
    for (; counted < offset; counted++) {
      if (query[counted] !== '\n') continue
      line += 1
      lineStart = counted + 1
    }
    return { line, column: offset - lineStart }
  }
}
