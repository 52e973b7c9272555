import { formatExactTime } from '@/lib/format/exact-time'
import type { RunTrace, TraceItem } from './trace'

export const LOG_LEVELS = ['debug', 'log', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface LogLine {
  id: string
  at: Date
  level: LogLevel
  message: string
  attemptNumber: number | null
  properties: Record<string, unknown> | null
}

export interface LogFilter {
  /** The least level shown. */
  level: LogLevel
  search: string
}

/** Oldest first. Lines of the same millisecond keep the order in which the platform gave them. */
export function listLogs(trace: RunTrace, runId: string): LogLine[] {
  return trace.items
    .filter((item) => item.kind === 'log' && item.runId === runId)
    .map(toLine)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}

/** Searches the message and the properties, without regard to case. */
export function filterLogs(lines: LogLine[], filter: LogFilter): LogLine[] {
  const least = LOG_LEVELS.indexOf(filter.level)
  const search = filter.search.trim().toLowerCase()
  return lines.filter((line) => {
    if (LOG_LEVELS.indexOf(line.level) < least) return false
    if (search === '' || line.message.toLowerCase().includes(search)) return true
    return line.properties !== null && JSON.stringify(line.properties).toLowerCase().includes(search)
  })
}

/** One line of text per log line, for a file; a message of several lines keeps them. */
export function logsAsText(lines: LogLine[]): string {
  return lines
    .map((line) => {
      const properties = line.properties === null ? '' : ` ${JSON.stringify(line.properties)}`
      return `${formatExactTime(line.at, 'UTC')} ${line.level.toUpperCase().padEnd(5)} ${line.message}${properties}\n`
    })
    .join('')
}

function toLine(item: TraceItem): LogLine {
  const level = item.level.toLowerCase()
  return {
    id: item.id,
    at: item.startedAt,
    level: isLogLevel(level) ? level : 'log',
    message: item.name,
    attemptNumber: item.attemptNumber,
    properties: item.properties && Object.keys(item.properties).length > 0 ? item.properties : null,
  }
}

function isLogLevel(word: string): word is LogLevel {
  return (LOG_LEVELS as readonly string[]).includes(word)
}
