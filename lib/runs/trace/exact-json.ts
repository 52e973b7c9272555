/** A number that JavaScript would round: shown as it was written. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

export type JsonValue = string | number | boolean | null | ExactNumber | JsonValue[] | { [key: string]: JsonValue }

const MARK = '\u0000exact:'
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/** JSON.parse that keeps every digit. Throws on text that is not JSON. */
export function parseExactJson(text: string): JsonValue {
  // Only long digit runs can lose anything, and most documents have none: they go the fast way.
  if (!/\d{15}/.test(text)) return JSON.parse(text)
  const marked = text.replace(STRING_OR_NUMBER, (token) => (token[0] === '"' || isExact(token) ? token : quote(token)))
  return JSON.parse(marked, (_key, value) =>
    typeof value === 'string' && value.startsWith(MARK) ? new ExactNumber(value.slice(MARK.length)) : value,
  )
}

/** What is stored may be no JSON after all: then it is the text that it is. */
export function parseJsonOrText(text: string): JsonValue {
  try {
    return parseExactJson(text)
  } catch {
    return text
  }
}

function quote(token: string): string {
  return JSON.stringify(MARK + token)
}

/** 1.0 and 1e3 are the same number written otherwise; 9007199254740993 is not what JavaScript would print. */
function isExact(token: string): boolean {
  const value = Number(token)
  return Number.isFinite(value) && digitsOf(String(value)) === digitsOf(token)
}

/** Significant digits without sign, point, exponent and outer zeros: equal exactly when no digit was lost. */
function digitsOf(number: string): string {
  const mantissa = number.replace(/[eE].*$/, '').replace(/[-.]/g, '')
  return mantissa.replace(/^0+/, '').replace(/0+$/, '')
}

/** Back to text, indented, with every digit of the exact numbers. */
export function printExactJson(value: JsonValue | undefined): string {
  if (value === undefined) return ''
  const exact: string[] = []
  const text = JSON.stringify(
    value,
    (_key, member) => (member instanceof ExactNumber ? `${MARK}${exact.push(member.text) - 1}` : member),
    2,
  )
  return exact.length === 0
    ? text
    : text.replace(/"\\u0000exact:(\d+)"/g, (_all, index) => exact[Number(index)] as string)
}
