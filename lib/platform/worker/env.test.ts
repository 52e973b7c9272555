import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readWorkerSettings } from './env'

const data = mkdtempSync(join(tmpdir(), 'worker-env-'))
const good = {
  NODE_ENV: 'test' as const,
  TRIGGER_API_URL: 'http://127.0.0.1:3040/',
  TRIGGER_SECRET_KEY: 'tr_dev_x',
  TRIGGER_PROJECT_REF: 'proj_x',
  SIGNALBOX_DATA_DIR: data,
}

afterAll(() => rmSync(data, { recursive: true }))

test('defaults are two slots and 25 threads, without watching', () => {
  expect(readWorkerSettings(good)).toMatchObject({
    apiUrl: 'http://127.0.0.1:3040',
    slots: 2,
    maxThreads: 25,
    watch: false,
  })
})

test('there are never fewer threads than slots', () => {
  expect(readWorkerSettings({ ...good, WORKER_THREADS: '8', WORKER_MAX_THREADS: '3' }).maxThreads).toBe(8)
})

test('a missing or bad value stops the start and is named, its content is not', () => {
  expect(() => readWorkerSettings({ ...good, TRIGGER_SECRET_KEY: '' })).toThrow('TRIGGER_SECRET_KEY')
  expect(() => readWorkerSettings({ ...good, SIGNALBOX_DATA_DIR: 'relative' })).toThrow('SIGNALBOX_DATA_DIR')
  expect(() => readWorkerSettings({ ...good, TRIGGER_API_URL: 'secret-ftp://x' })).not.toThrow('secret-ftp')
})

test('tasks send their telemetry to the platform, in batches, unless the environment says otherwise', () => {
  expect(readWorkerSettings(good).taskEnvironment).toMatchObject({
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:3040/otel',
    TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: '1',
  })
  const own = readWorkerSettings({ ...good, TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: '0' })
  expect(own.taskEnvironment.TRIGGER_OTEL_BATCH_PROCESSING_ENABLED).toBe('0')
})
