import { type Position, type QueryError, syntaxError } from './query-error'
import type { Token } from './tokenize'

/** Nobody writes such a query; a machine that does would exhaust the stack. */
const MAX_DEPTH = 60

/** Walks over the tokens of a query. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #index = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    return this.#ahead(0)
  }

  get at(): Position {
    return this.next.at
  }

  /** Takes what is nested inside something: the depth is limited. */
  nested<T>(read: () => T): T {
    this.#depth += 1
    if (this.#depth > MAX_DEPTH) throw syntaxError(this.at, 'nested too deeply')
    const result = read()
    this.#depth -= 1
    return result
  }

  isKeyword(word: string, ahead = 0): boolean {
    const token = this.#ahead(ahead)
    return token.kind === 'word' && !token.quoted && token.text.toUpperCase() === word
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.#ahead(ahead)
    return token.kind === 'symbol' && token.text === symbol
  }

  take(): Token {
    const token = this.next
    if (token.kind !== 'end') this.#index += 1
    return token
  }

  takeKeyword(word: string): boolean {
    return this.isKeyword(word) && Boolean(this.take())
  }

  takeSymbol(symbol: string): boolean {
    return this.isSymbol(symbol) && Boolean(this.take())
  }

  expectKeyword(word: string): void {
    if (!this.takeKeyword(word)) throw this.mismatch(word)
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.mismatch(`'${symbol}'`)
  }

  expectWord(what: string): Token {
    if (this.next.kind !== 'word') throw this.mismatch(what)
    return this.take()
  }

  expectCount(what: string): number {
    const value = Number(this.next.text)
    if (this.next.kind !== 'number' || !Number.isSafeInteger(value)) throw this.mismatch(what)
    this.take()
    return value
  }

  mismatch(expected: string): QueryError {
    return syntaxError(this.at, `mismatched input '${this.next.text}' expecting ${expected}`)
  }

  #ahead(distance: number): Token {
    return this.#tokens[Math.min(this.#index + distance, this.#tokens.length - 1)] as Token
  }
}
