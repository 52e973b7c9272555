import type { PlatformDeps } from '../http/deps'
import { workerVariables } from '../workers/worker-variables'
import { loadVariables } from './load-variables'

/** What a task finds in process.env because of this platform: the variables that were set, and where to send what. */
export async function taskEnvironment(
  deps: Pick<PlatformDeps, 'pool' | 'environment' | 'secretKey' | 'origin'>,
): Promise<Record<string, string>> {
  const variables = await loadVariables(deps)
  const readable = variables.flatMap(({ name, value }) => (value === null ? [] : [[name, value] as const]))
  return { ...Object.fromEntries(readable), ...workerVariables(deps.origin) }
}
