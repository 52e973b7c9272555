import { expect, test } from 'vitest'
import { type LogFields, type RunLog, runLog } from './run-log'
import { maskPersonalData } from './without-personal-data'

function recorded(source: Partial<Parameters<typeof runLog>[1]> = {}) {
  const lines: { level: string; message: string; fields: Record<string, unknown> }[] = []
  const write =
    (level: keyof RunLog) =>
    (message: string, fields: Record<string, unknown> = {}) =>
      void lines.push({ level, message, fields })
  const sink = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  return { log: runLog('csv_import', { ctx: { run: { id: 'run_1' } }, ...source }, sink), lines }
}

test('a line is named {operation}_{phase} and carries the three ids', () => {
  const { log, lines } = recorded({ correlationId: 'upload-1', requestId: 'req_9' })
  log.warn('advanced', { rows_good: 3 })
  expect(lines).toEqual([
    {
      level: 'warn',
      message: 'csv_import_advanced',
      fields: { correlation_id: 'upload-1', request_id: 'req_9', run_id: 'run_1', rows_good: 3 },
    },
  ])
})

test('a run without a request or a subject stands for both; a child names the first run of its chain', () => {
  const alone = recorded()
  alone.log.info('started')
  expect(alone.lines[0]?.fields).toEqual({ correlation_id: 'run_1', request_id: 'run_1', run_id: 'run_1' })
  const child = recorded({ ctx: { run: { id: 'run_2', rootTaskRunId: 'run_1' } }, requestId: 42 })
  child.log.info('started')
  expect(child.lines[0]?.fields).toMatchObject({ correlation_id: 'run_1', request_id: 'run_2' })
})

test.each<[LogFields]>([
  [{ email: 'ada@example.com' }],
  [{ user_name: 'Ada' }],
  [{ phone: '1' }],
  [{ to: 'Ada' }],
  [{ home_address: 'x' }],
])('%j never leaves the process', (fields) => {
  const { log, lines } = recorded()
  log.info('started', { ...fields, attempt: 1 })
  expect(Object.keys(lines[0]?.fields ?? {})).toEqual(['correlation_id', 'request_id', 'run_id', 'attempt'])
})

test('people inside other texts are masked', () => {
  const answer = '550 5.1.1 <ada.lovelace+x@mail.example.com>: no such user, call +49 30 1234-5678'
  expect(maskPersonalData(answer)).toBe('550 5.1.1 <[email]>: no such user, call [phone]')
})
