import { z } from 'zod'
import type { RunRecord } from './run-record'

/** A place in the list, between two runs. */
export interface RunCursor {
  createdAt: Date
  id: string
}

const Encoded = z.object({ c: z.number().int(), i: z.string() })

export function encodeCursor(run: Pick<RunRecord, 'created_at' | 'id'>): string {
  return Buffer.from(JSON.stringify({ c: run.created_at.getTime(), i: run.id })).toString('base64url')
}

/** Null for anything this platform did not hand out: a list then starts at its beginning. */
export function decodeCursor(text: string | undefined): RunCursor | null {
  if (!text) return null
  try {
    const decoded = Encoded.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    return decoded.success ? { createdAt: new Date(decoded.data.c), id: decoded.data.i } : null
  } catch {
    return null
  }
}
