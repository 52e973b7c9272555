import { expect, test } from 'vitest'
import { planEnvironment } from './environment'
import { type Mode, processEnvironments } from './process-environments'
import { secretsFactory } from './secrets.factory'

const secrets = secretsFactory()
const databases = { app: 'postgres://app-database', platform: 'postgres://platform-database' }

function environmentsOf(given: Record<string, string> = {}, mode: Mode = 'start') {
  const plan = planEnvironment(given, secrets)
  return processEnvironments({ plan, databases, dataDir: '/data', mode, inherited: given })
}

test('each process gets what it needs, and what its tasks inherit from the shell', () => {
  const { app, platform, worker } = environmentsOf({ SMTP_URL: 'smtp://mail' })
  expect(app).toMatchObject({
    DATABASE_URL: databases.app,
    TRIGGER_API_URL: 'http://127.0.0.1:3040',
    TRIGGER_SECRET_KEY: secrets.secretKey,
    AUTH_SECRET: secrets.authSecret,
    APP_URL: 'http://127.0.0.1:3000',
    FIRST_RUN_TOKEN: secrets.firstRunToken,
    SIGNALBOX_DATA_DIR: '/data',
  })
  expect(platform).toMatchObject({
    PLATFORM_DATABASE_URL: databases.platform,
    PLATFORM_PORT: '3040',
    TRIGGER_SECRET_KEY: secrets.secretKey,
    TRIGGER_ACCESS_TOKEN: secrets.accessToken,
    TRIGGER_PROJECT_REF: secrets.projectRef,
  })
  expect(worker).toMatchObject({ DATABASE_URL: databases.app, SMTP_URL: 'smtp://mail', SIGNALBOX_DATA_DIR: '/data' })
})

test('tasks never see what signs sessions, makes the first admin or opens the platform’s database', () => {
  const given = {
    AUTH_SECRET: 'g'.repeat(32),
    FIRST_RUN_TOKEN: 'h'.repeat(20),
    PLATFORM_DATABASE_URL: 'postgres://x/y',
  }
  const { platform, worker } = environmentsOf(given)
  const hidden = ['AUTH_SECRET', 'FIRST_RUN_TOKEN', 'PLATFORM_DATABASE_URL', 'TRIGGER_ACCESS_TOKEN']
  expect(Object.keys(worker).filter((name) => hidden.includes(name))).toEqual([])
  expect(Object.keys(platform)).not.toContain('DATABASE_URL')
})

test('the worker watches the tasks in dev only', () => {
  expect(environmentsOf({}, 'dev').worker).toMatchObject({ WORKER_WATCH: '1', NODE_ENV: 'development' })
  expect(environmentsOf({ WORKER_WATCH: '1' }).worker).not.toHaveProperty('WORKER_WATCH')
})
