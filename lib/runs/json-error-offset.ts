// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these characters inside a string
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /true|false|null/y
const SPACE = /[ \t\n\r]*/y

/**
 * Where a text stops being JSON, or null for valid JSON. JSON.parse says it in words that differ between browsers, and
 * for short texts not at all.
 */
export function jsonErrorOffset(text: string): number | null {
  const scanner = new Scanner(text)
  scanner.value()
  scanner.space()
  if (scanner.failedAt !== null) return scanner.failedAt
  return scanner.at < text.length ? scanner.at : null
}

class Scanner {
  at = 0
  failedAt: number | null = null

  constructor(private readonly text: string) {}

  value(): void {
    this.space()
    const next = this.text[this.at]
    if (next === '{') this.members('}', () => this.property())
    else if (next === '[') this.members(']', () => this.value())
    else if (!(this.skip(STRING) || this.skip(NUMBER) || this.skip(WORD))) this.fail()
  }

  space(): void {
    if (this.failedAt === null) this.skip(SPACE)
  }

  private members(close: string, member: () => void): void {
    this.at += 1
    this.space()
    if (this.take(close)) return
    while (this.failedAt === null) {
      member()
      this.space()
      if (this.take(close)) return
      if (!this.take(',')) this.fail()
    }
  }

  private property(): void {
    this.space()
    const named = this.skip(STRING)
    this.space()
    if (named && this.take(':')) this.value()
    else this.fail()
  }

  private take(character: string): boolean {
    if (this.failedAt !== null || this.text[this.at] !== character) return false
    this.at += 1
    return true
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    const length = pattern.exec(this.text)?.[0].length
    if (length === undefined) return false
    this.at += length
    return true
  }

  private fail(): void {
    this.failedAt ??= this.at
  }
}
