import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError } from 'pg'

/** About a minute in all: a Postgres that is killed is back in seconds, one that is moved in well under a minute. */
const DELAYS_MS = [250, 500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000, 8000]

/** SQLSTATE classes in which the server, not the statement, is the problem: 08 connection, 53 resources, 57P shutdown. */
const SERVER_TROUBLE = /^(08|53|57P)/

/**
 * pg gives connection faults no class of their own: a plain Error, or one per address tried. Errors of ours and of zod
 * have classes, so they pass through.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseError) return SERVER_TROUBLE.test(error.code ?? '')
  return error instanceof AggregateError || (error instanceof Error && error.constructor === Error)
}

type Options = { signal?: AbortSignal | undefined; delaysMs?: readonly number[]; onOutage?: (failure: number) => void }

/**
 * Repeats a query while the database is away. Only for work that may be done twice: when the connection breaks, nobody
 * knows whether the server had already committed.
 */
export async function outlastOutage<T>(query: () => Promise<T>, options: Options = {}): Promise<T> {
  const { signal, delaysMs = DELAYS_MS, onOutage } = options
  for (let failure = 1; ; failure += 1) {
    try {
      return await query()
    } catch (error) {
      const delayMs = delaysMs[failure - 1]
      if (delayMs === undefined || !isOutage(error)) throw error
      onOutage?.(failure)
      await sleep(delayMs, undefined, signal ? { signal } : {})
    }
  }
}
