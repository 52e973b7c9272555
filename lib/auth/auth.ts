import 'server-only'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { nextCookies } from 'better-auth/next-js'
import { database } from '../db/database'
import { accounts, rateLimits, sessions, users, verifications } from '../db/schema/auth'
import { env } from '../env'
import { log } from '../log'
import { trustedOrigins } from './trusted-origins'

const DAY_S = 86_400

/** Everything that changes an account goes through userAction, so that it is audited: better-auth's own ways in are shut. */
const CLOSED_PATHS = [
  '/sign-up/email',
  '/sign-in/social',
  '/update-user',
  '/change-email',
  '/change-password',
  '/set-password',
  '/delete-user',
  '/request-password-reset',
  '/reset-password',
  '/link-social',
  '/unlink-account',
  '/update-session',
  '/revoke-session',
  '/revoke-sessions',
  '/revoke-other-sessions',
]

function createAuth() {
  const { APP_URL, AUTH_SECRET } = env()
  return betterAuth({
    appName: 'Signalbox',
    baseURL: APP_URL,
    secret: AUTH_SECRET,
    trustedOrigins: trustedOrigins(APP_URL),
    database: drizzleAdapter(database(), {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: accounts, verification: verifications, rateLimit: rateLimits },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { role: { type: 'string', required: true, input: false } } },
    // No cookie cache: a changed role or a revoked session takes effect with the next request.
    session: { expiresIn: 7 * DAY_S, updateAge: DAY_S },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 5 } },
    },
    advanced: {
      cookiePrefix: 'signalbox',
      useSecureCookies: APP_URL.startsWith('https://'),
      // Said aloud, because better-auth leaves these checks out by itself where it takes the process for a test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    disabledPaths: CLOSED_PATHS,
    telemetry: { enabled: false },
    logger: { level: 'error', log: (level, message) => log[level]({ source: 'better-auth' }, message) },
    plugins: [nextCookies()],
  })
}

let instance: ReturnType<typeof createAuth> | undefined

export function auth() {
  instance ??= createAuth()
  return instance
}
