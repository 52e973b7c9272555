import { routes } from '@/lib/routes'

/** Ends this session. False when the server could not be told, because then it has not ended. */
export async function signOut(): Promise<boolean> {
  const response = await fetch(routes.api.signOut(), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  }).catch(() => undefined)
  if (!response?.ok) return false
  location.assign(routes.signIn())
  return true
}
