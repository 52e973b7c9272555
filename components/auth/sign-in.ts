import { routes } from '@/lib/routes'

/**
 * Signs in through better-auth's own endpoint, which limits the rate and checks the origin. Resolves with what went
 * wrong, in words, or undefined.
 */
export async function signIn(email: string, password: string): Promise<string | undefined> {
  let response: Response
  try {
    response = await fetch(routes.api.signIn(), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
  } catch {
    return 'Signalbox cannot be reached. Check the network and try again.'
  }
  if (response.ok) return undefined
  if (response.status === 401) return 'This email and password do not belong together. Check both and try again.'
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after')) || 60
    return `Too many attempts. Wait ${seconds} seconds and try again; your account is not locked.`
  }
  if (response.status === 403) return 'This address is not the one Signalbox is set up for (APP_URL). Open it there.'
  if (response.status === 400) return 'Enter a valid email address and your password.'
  return `Signalbox could not sign you in (${response.status}). Try again; if it stays so, tell whoever runs it.`
}
