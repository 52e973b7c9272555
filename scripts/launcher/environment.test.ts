import { describe, expect, test } from 'vitest'
import { planEnvironment } from './environment'
import { secretsFactory } from './secrets.factory'

const secrets = secretsFactory()
const DATABASE = 'postgres://user:pw@db.example:5432/console'

describe('without TRIGGER_SECRET_KEY', () => {
  test('the local platform runs with the generated secrets on the usual ports', () => {
    expect(planEnvironment({}, secrets)).toMatchObject({
      address: 'http://127.0.0.1:3000',
      appUrl: 'http://127.0.0.1:3000',
      appDatabase: null,
      platform: { port: 3040, database: null },
      trigger: { apiUrl: 'http://127.0.0.1:3040', secretKey: secrets.secretKey, projectRef: secrets.projectRef },
    })
  })

  test('PORT and PLATFORM_PORT move it', () => {
    const plan = planEnvironment({ PORT: '3201', PLATFORM_PORT: '3241' }, secrets)
    expect(plan.address).toBe('http://127.0.0.1:3201')
    expect(plan.trigger.apiUrl).toBe('http://127.0.0.1:3241')
  })

  test('a given server holds the platform’s data in a database of its own beside the app’s', () => {
    const plan = planEnvironment({ DATABASE_URL: DATABASE }, secrets)
    expect(plan.appDatabase).toBe(DATABASE)
    expect(plan.platform?.database).toBe(`${DATABASE}_trigger`)
  })

  test('TRIGGER_API_URL alone is a mistake, and says which variable is missing', () => {
    expect(() => planEnvironment({ TRIGGER_API_URL: 'https://trigger.example' }, secrets)).toThrow(
      /TRIGGER_API_URL is set but TRIGGER_SECRET_KEY is not/,
    )
  })
})

describe('with TRIGGER_SECRET_KEY', () => {
  test('no platform is started, and the app talks to the given one', () => {
    const given = {
      TRIGGER_API_URL: 'https://trigger.example',
      TRIGGER_SECRET_KEY: 'tr_prod_abc',
      DATABASE_URL: DATABASE,
    }
    expect(planEnvironment(given, secrets)).toMatchObject({
      platform: null,
      appDatabase: DATABASE,
      trigger: { apiUrl: 'https://trigger.example', secretKey: 'tr_prod_abc', accessToken: null, projectRef: null },
    })
  })

  test('Trigger.dev Cloud is meant when no address is given', () => {
    expect(planEnvironment({ TRIGGER_SECRET_KEY: 'tr_prod_abc' }, secrets).trigger.apiUrl).toBe(
      'https://api.trigger.dev',
    )
  })
})

test('a start from a shell that evaluated `npm run env` is an ordinary start, not one in front of itself', () => {
  const evaluated = {
    TRIGGER_API_URL: 'http://127.0.0.1:3040',
    TRIGGER_SECRET_KEY: secrets.secretKey,
    TRIGGER_ACCESS_TOKEN: secrets.accessToken,
    TRIGGER_PROJECT_REF: secrets.projectRef,
    DATABASE_URL: `postgres://signalbox:${secrets.postgresPassword}@127.0.0.1:40000/signalbox`,
  }
  expect(planEnvironment(evaluated, secrets)).toEqual(planEnvironment({}, secrets))
})

test('an empty variable counts as not set', () => {
  const empty = { PORT: '', TRIGGER_SECRET_KEY: '', TRIGGER_API_URL: '', DATABASE_URL: '', AUTH_SECRET: '' }
  expect(planEnvironment(empty, secrets)).toEqual(planEnvironment({}, secrets))
})

describe('bad values', () => {
  test.each([
    [{ PORT: 'eighty' }, 'PORT must be a port number'],
    [{ PORT: '70000' }, 'PORT must be a port number'],
    [{ PORT: '3040' }, 'PLATFORM_PORT must differ from PORT'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL must be a postgres:// URL'],
    [{ DATABASE_URL: 'localhost:5432' }, 'DATABASE_URL must be a postgres:// URL'],
    [{ APP_URL: 'console.example' }, 'APP_URL must be an http:// or https:// URL'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET must have at least 32 characters'],
    [{ TRIGGER_SECRET_KEY: 'secret' }, 'TRIGGER_SECRET_KEY must be a secret key'],
    [{ TRIGGER_SECRET_KEY: 'tr_prod_x', TRIGGER_API_URL: 'ftp://x' }, 'TRIGGER_API_URL must be an http'],
  ])('%o is refused by name', (given, message) => {
    expect(() => planEnvironment(given, secrets)).toThrow(message)
  })

  test('are all named at once, and never shown', () => {
    const given = { PORT: 'x', TRIGGER_SECRET_KEY: 'hunter2' }
    expect(() => planEnvironment(given, secrets)).toThrow(/PORT.*TRIGGER_SECRET_KEY/s)
    expect(() => planEnvironment(given, secrets)).not.toThrow(/hunter2/)
  })
})
