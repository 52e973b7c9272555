/** How somebody likes to see the console. Cookies, so that the server draws the first page right and nothing flashes. */
export const PREFERENCES = {
  theme: 'signalbox-theme',
  time: 'signalbox-time',
  rail: 'signalbox-rail',
  runSplit: 'signalbox-run-split',
} as const

const YEAR_S = 31_536_000

export function savePreference(name: keyof typeof PREFERENCES, value: string): void {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox before 140.
  document.cookie = `${PREFERENCES[name]}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`
}
