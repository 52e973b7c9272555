import { AppError } from '@/lib/errors'

/**
 * Next checks this for server actions; a route that changes something has to do so itself. Browsers say where a request
 * comes from in one header or the other, and a page cannot forge either.
 */
export function requireSameOrigin(headers: Headers, trustedOrigins: string[]): void {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  const fromHere = site === null ? origin !== null && trustedOrigins.includes(origin) : site === 'same-origin'
  if (!fromHere) throw new AppError('forbidden', 'Uploads are accepted from Signalbox itself only.')
}
