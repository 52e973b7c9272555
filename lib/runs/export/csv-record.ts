/** What spreadsheets may take for a formula, also behind white space and in its full-width forms. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/
const NEEDS_QUOTES = /[",\n;]|^\s|\s$/

/**
 * One record of RFC 4180 with its line end. A text that a spreadsheet would run as a formula gets an apostrophe before
 * it. Line breaks inside a field are single line feeds, so a carriage return ends a record and occurs nowhere else.
 */
export function csvRecord(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

function csvField(text: string): string {
  const safe = (FORMULA.test(text) ? `'${text}` : text).replaceAll(/\r\n?/g, '\n')
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
