import { expect, test } from 'vitest'
import { filterLogs, listLogs, logsAsText } from './logs'
import { traceItem, traceOf } from './trace.factory'

const messages = (lines: { message: string }[]) => lines.map((line) => line.message)

test('lines are ordered by time, and those of one millisecond keep their order', () => {
  const trace = traceOf(
    traceItem.log('third', { startMs: 20 }),
    traceItem.log('first', { startMs: 10 }),
    traceItem.log('second', { startMs: 10 }),
  )
  expect(messages(listLogs(trace, 'run_main'))).toEqual(['first', 'second', 'third'])
})

test('engine notes, spans and the lines of child runs are left out', () => {
  const trace = traceOf(
    traceItem.engine('e'),
    traceItem.span('s'),
    traceItem.log('theirs', { runId: 'run_child' }),
    traceItem.log('ours'),
  )
  expect(messages(listLogs(trace, 'run_main'))).toEqual(['ours'])
})

test('a level hides what is less severe; an unknown level counts as a plain line', () => {
  const trace = traceOf(
    ...['DEBUG', 'LOG', 'INFO', 'WARN', 'ERROR', 'TRACE2'].map((level, index) =>
      traceItem.log(level, { id: level, level, startMs: index }),
    ),
  )
  const lines = listLogs(trace, 'run_main')
  expect(messages(filterLogs(lines, { level: 'warn', search: '' }))).toEqual(['WARN', 'ERROR'])
  expect(messages(filterLogs(lines, { level: 'log', search: '' }))).toEqual(['LOG', 'INFO', 'WARN', 'ERROR', 'TRACE2'])
})

test('search looks into messages and properties and takes special characters as they are', () => {
  const lines = listLogs(
    traceOf(traceItem.log('Row <b>7</b> (bad)'), traceItem.log('other', { properties: { file: 'Orders.csv' } })),
    'run_main',
  )
  expect(messages(filterLogs(lines, { level: 'debug', search: '7</B> (' }))).toEqual(['Row <b>7</b> (bad)'])
  expect(messages(filterLogs(lines, { level: 'debug', search: 'orders.' }))).toEqual(['other'])
  expect(filterLogs(lines, { level: 'debug', search: '.*' })).toEqual([])
})

test('a downloaded file has one line per log line with time, level and properties', () => {
  const trace = traceOf(traceItem.log('import_started', { startMs: 5, properties: { rows: 3 } }))
  expect(logsAsText(listLogs(trace, 'run_main'))).toBe('2026-11-22 10:00:00.005 UTC INFO  import_started {"rows":3}\n')
})
