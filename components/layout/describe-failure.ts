import { type ErrorCode, HTTP_STATUS } from '@/lib/errors'

type Words = { title: string; advice: string }

const WORDS: Record<ErrorCode, Words> = {
  bad_input: { title: 'This address is not valid', advice: 'Part of it has a form that this page does not know.' },
  unauthenticated: { title: 'You are signed out', advice: 'Your session has ended. Reload the page to sign in again.' },
  forbidden: { title: 'Your role does not allow this', advice: 'An admin can change your role in Settings, Members.' },
  not_found: { title: 'This does not exist', advice: 'It may have been removed, or the link is cut off.' },
  conflict: { title: 'Somebody else was faster', advice: 'Reload the page to see what has changed.' },
  too_large: { title: 'This is too large to show', advice: 'Ask for less at once, for example a shorter time range.' },
  rate_limited: { title: 'Too many requests', advice: 'Wait a moment, then try again.' },
  timed_out: { title: 'This took too long', advice: 'The platform did not answer in time. Nothing was changed.' },
  unavailable: {
    title: 'A part of Signalbox cannot be reached',
    advice: 'Trigger.dev or the database does not answer. Runs that have started go on; try again in a moment.',
  },
  unexpected: {
    title: 'Signalbox made an error',
    advice: 'Nothing was changed. Try again; if it stays so, give the id below to whoever runs Signalbox.',
  },
}

const isCode = (value: string | undefined): value is ErrorCode => value !== undefined && value in HTTP_STATUS

/** In production Next passes only the digest of a server error, so the code and the id travel in it. */
export function describeFailure(error: unknown): Words & { code: ErrorCode; id: string | undefined } {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  const [code, id] = digest.split(':')
  if (isCode(code)) return { ...WORDS[code], code, id }
  return { ...WORDS.unexpected, code: 'unexpected', id: digest || undefined }
}
