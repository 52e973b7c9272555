import * as z from 'zod/mini'

export const RealtimeToken = z.object({ token: z.string(), expiresAt: z.coerce.date() })
export type RealtimeToken = z.infer<typeof RealtimeToken>
