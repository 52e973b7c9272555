import { isDatabaseOutage } from './db/outage'

/** Every way something can fail, as far as a caller has to tell them apart. */
export type ErrorCode =
  | 'bad_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'timed_out'
  | 'unavailable'
  | 'unexpected'

export const HTTP_STATUS: Record<ErrorCode, number> = {
  bad_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  timed_out: 504,
  unavailable: 503,
  unexpected: 500,
}

const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Short enough to read over the phone, wide enough (40 bits) to find one line in a log. */
function newErrorId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('')
}

export type FieldErrors = Record<string, string[]>

type AppErrorOptions = { cause?: unknown; fieldErrors?: FieldErrors; id?: string }

export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly id: string
  readonly fieldErrors?: FieldErrors
  /** The only part of a server error that Next passes to error.tsx in production. */
  readonly digest: string

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.id = options.id ?? newErrorId()
    this.digest = `${code}:${this.id}`
    if (options.fieldErrors) this.fieldErrors = options.fieldErrors
  }
}

/**
 * Whatever was thrown, as an AppError. The text of a surprise may hold anything, so it stays in `cause` for the log and
 * never reaches a person. Trigger.dev's failures are translated at their own door, so a lost connection is the database's.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isDatabaseOutage(error)) {
    const text = 'The app database cannot be reached. Nothing was changed; try again when it is back.'
    return new AppError('unavailable', text, { cause: error })
  }
  return new AppError('unexpected', 'Signalbox could not do this because of an error of its own.', { cause: error })
}
