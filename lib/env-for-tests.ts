import { afterEach, beforeEach, vi } from 'vitest'

/** The variables the app cannot start without, for the length of each test of a file. */
export function useTestEnv(): void {
  beforeEach(() => {
    vi.stubEnv('DATABASE_URL', 'postgres://u:p@127.0.0.1/db')
    vi.stubEnv('TRIGGER_SECRET_KEY', 'tr_dev_test')
    vi.stubEnv('AUTH_SECRET', 'x'.repeat(32))
    vi.stubEnv('APP_URL', 'http://127.0.0.1:3999')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
}
