import type { PlatformDeps } from '../http/deps'
import { loadVariables } from './load-variables'

/** Said once, at the start: a new secret key cannot open what the old one sealed. */
export async function warnOfUnreadableVariables(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'secretKey' | 'log'>,
): Promise<void> {
  const unreadable = (await loadVariables(deps)).filter(({ value }) => value === null)
  if (unreadable.length === 0) return
  const variables = unreadable.map(({ name }) => name)
  deps.log.warn({ variables }, 'environment variables were stored under another secret key: tasks do not get them')
}
