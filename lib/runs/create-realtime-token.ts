import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { callTrigger, triggerClient } from '@/lib/trigger-client'
import type { RealtimeToken } from './realtime-token'
import { WITHHELD_COLUMNS } from './withheld-columns'

const LIFETIME_MS = 15 * 60_000

/** Lets a browser read runs without their payload and output through the app's own proxy, and not for long. */
export async function createRealtimeToken(environment: string, now = new Date()): Promise<RealtimeToken> {
  await requireUser('runs:read')
  const expiresAt = new Date(now.getTime() + LIFETIME_MS)
  const token = await callTrigger(
    triggerClient(environment).auth.createPublicToken({
      scopes: { read: { runs: true } },
      expirationTime: expiresAt,
      realtime: { skipColumns: WITHHELD_COLUMNS },
    }),
  )
  return { token, expiresAt }
}
