const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/

/** One `export NAME=value` a line, for `eval` in any POSIX shell. */
export function exportLines(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join('')
}

function quote(value: string): string {
  return NEEDS_NO_QUOTES.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
}
