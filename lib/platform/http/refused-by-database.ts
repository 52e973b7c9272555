/**
 * What Postgres says of a value that it cannot hold: text with a NUL, a number or a date out of range, more than an
 * index takes. It came from the caller: no statement of ours makes such a value.
 */
const NO_SUCH_VALUE: ReadonlySet<string> = new Set([
  '22001', // longer than the type
  '22003', // number out of range
  '22007', // no date
  '22008', // date out of range
  '22021', // no text in UTF-8
  '22P02', // no value of the type
  '22P05', // a character that JSON may hold and Postgres may not
  '54000', // too large for an index
  '54001', // nested too deeply
])

export function isRefusedByDatabase(error: Error): boolean {
  return 'code' in error && typeof error.code === 'string' && NO_SUCH_VALUE.has(error.code)
}
