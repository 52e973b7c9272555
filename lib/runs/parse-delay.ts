const DURATION = /^(?=\d)(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/

/**
 * "2h30m" as it is, a date as an instant in ISO form, null for anything else. A date without a zone is meant in the
 * reader's own, so browsers call this before they send it.
 */
export function parseDelay(text: string): string | null {
  if (DURATION.test(text)) return text
  // Date.parse alone takes a bare "10" for October 2001.
  if (!DATE.test(text) || Number.isNaN(Date.parse(text))) return null
  return new Date(text).toISOString()
}
