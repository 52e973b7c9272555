const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']

/** The app's own origin. On one's own machine the same server has several names, and people type any of them. */
export function trustedOrigins(appUrl: string): string[] {
  const url = new URL(appUrl)
  if (!LOOPBACK_NAMES.includes(url.hostname)) return [url.origin]
  return LOOPBACK_NAMES.map((name) => `${url.protocol}//${name}${url.port && `:${url.port}`}`)
}
