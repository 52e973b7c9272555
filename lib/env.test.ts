import { describe, expect, it } from 'vitest'
import { parseEnv } from './env'

const GOOD = {
  DATABASE_URL: 'postgres://u:p@127.0.0.1/db',
  TRIGGER_API_URL: 'http://127.0.0.1:3040',
  TRIGGER_SECRET_KEY: 'tr_dev_0123',
  AUTH_SECRET: 'x'.repeat(32),
  APP_URL: 'https://signals.example.com',
}

describe('the environment', () => {
  it('is taken when it is complete', () => {
    expect(parseEnv(GOOD)).toEqual(GOOD)
  })

  it.each(Object.keys(GOOD))('names %s when it is missing or empty', (name) => {
    expect(() => parseEnv({ ...GOOD, [name]: undefined })).toThrow(`${name} is missing`)
    expect(() => parseEnv({ ...GOOD, [name]: '' })).toThrow(`${name} is missing`)
  })

  it('reads an empty optional variable as an unset one', () => {
    expect(parseEnv({ ...GOOD, FIRST_RUN_TOKEN: '', TRIGGER_ACCESS_TOKEN: '' })).toEqual(GOOD)
  })

  it('names every wrong variable at once and prints none of their values', () => {
    const attempt = () => parseEnv({ ...GOOD, AUTH_SECRET: 'too-short-secret', TRIGGER_SECRET_KEY: 'sk_live_1' })
    expect(attempt).toThrow('AUTH_SECRET must have at least 32 characters')
    expect(attempt).toThrow(/TRIGGER_SECRET_KEY must be a Trigger\.dev secret key/)
    expect(attempt).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/too-short-secret|sk_live_1/) }),
    )
  })

  it.each(['ftp://x', 'not a url'])('refuses %s as the address of the platform', (TRIGGER_API_URL) => {
    expect(() => parseEnv({ ...GOOD, TRIGGER_API_URL })).toThrow('TRIGGER_API_URL must be an http(s) URL')
  })
})
