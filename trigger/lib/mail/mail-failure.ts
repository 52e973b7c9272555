import { maskPersonalData } from '../without-personal-data'

/** `refused`: trying again cannot help. `not-sent`: it certainly did not leave. `unsure`: it may have. */
export type MailFault = 'refused' | 'not-sent' | 'unsure'

/** Servers quote the recipient in their answers; this error is shown on pages and kept in logs. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  constructor(
    readonly fault: MailFault,
    message: string,
  ) {
    super(maskPersonalData(message))
  }
}

/** Before the text is asked for, nothing can have been sent; after that only the server's own answer is sure. */
export function toMailFailure(error: unknown, textWasAskedFor: boolean): MailFailure {
  const {
    code,
    responseCode,
    message = String(error),
  } = (error ?? {}) as {
    code?: string
    responseCode?: number
    message?: string
  }
  if (responseCode !== undefined) return new MailFailure(responseCode >= 500 ? 'refused' : 'not-sent', message)
  if (code === 'EENVELOPE') return new MailFailure('refused', message)
  return new MailFailure(textWasAskedFor ? 'unsure' : 'not-sent', message)
}
