import type { Secrets } from './secrets'

export function secretsFactory(): Secrets {
  return {
    secretKey: `tr_dev_${'a1'.repeat(20)}`,
    accessToken: `tr_pat_${'b2'.repeat(20)}`,
    projectRef: `proj_${'c'.repeat(20)}`,
    authSecret: 'd4'.repeat(32),
    postgresPassword: 'e5'.repeat(24),
    firstRunToken: 'f'.repeat(32),
  }
}
