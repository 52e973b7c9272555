const EMAIL = /[^\s<>"',;:()]+@[^\s<>"',;:()]+/g
const PHONE = /\+\d[\d\s().-]{6,}\d/g
const PERSONAL_KEY = /(^|_)(e?mail|name|phone|address|recipient|to)$/

/**
 * Log lines outlive the people in them. Fields named after a personal attribute are dropped; addresses and phone
 * numbers inside other texts are masked, because servers quote them in their error messages.
 */
export function withoutPersonalData<T>(fields: Record<string, T>): Record<string, T | string> {
  const kept = Object.entries(fields).filter(([key, value]) => value !== undefined && !PERSONAL_KEY.test(key))
  return Object.fromEntries(
    kept.map(([key, value]) => [key, typeof value === 'string' ? maskPersonalData(value) : value]),
  )
}

export function maskPersonalData(text: string): string {
  return text.replace(EMAIL, '[email]').replace(PHONE, '[phone]')
}
