import type { OutputColumn } from './compile-query'

type QueryValue = string | number | boolean | null | string[] | object
export type QueryRow = Record<string, QueryValue>

/** The rows as a real server writes them: times without a zone, in UTC. */
export function rowsOf(rows: unknown[][], columns: readonly OutputColumn[]): QueryRow[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, present(row[index], column)])),
  )
}

function present(value: unknown, column: OutputColumn): QueryValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .slice(0, column.isPrecise ? 23 : 19)
  if (column.type === 'json' && typeof value === 'string') return parsed(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return null
  return value as QueryValue
}

/** Outputs are texts of any type. */
function parsed(text: string): QueryValue {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function csvOf(rows: readonly QueryRow[], columns: readonly OutputColumn[]): string {
  const names = columns.map(({ name }) => name)
  const lines = rows.map((row) => names.map((name) => csvCell(row[name] ?? null)).join(','))
  return [names.map(csvCell).join(','), ...lines].join('\n')
}

function csvCell(value: QueryValue): string {
  if (value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
