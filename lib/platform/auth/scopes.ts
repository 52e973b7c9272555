export type ScopedAction = 'read' | 'write' | 'trigger' | 'batchTrigger'
export type ResourceType =
  | 'runs'
  | 'tasks'
  | 'tags'
  | 'batch'
  | 'waitpoints'
  | 'inputStreams'
  | 'errors'
  | 'query'
  | 'deployments'

/** Without an id: the whole type, which only a scope on the whole type opens. */
export interface ScopedResource {
  type: ResourceType
  id?: string
}

/**
 * A public token's scopes are `action:type[:id]`. The call goes through when one scope covers one of the resources it
 * can be named by: a run is also reachable by its task, its tags and its batch. `write:tasks` includes triggering.
 */
export function allowsScope(scopes: readonly string[], action: ScopedAction, resources: ScopedResource[]): boolean {
  return scopes.some((scope) => covers(scope, action, resources))
}

function covers(scope: string, action: ScopedAction, resources: ScopedResource[]): boolean {
  if (scope === 'admin') return true
  const [verb, type, ...rest] = scope.split(':')
  const id = rest.join(':')
  if (verb !== action && !(verb === 'write' && action === 'trigger')) return false
  if (type === 'all') return true
  return resources.some((resource) => resource.type === type && (id === '' || id === resource.id))
}
