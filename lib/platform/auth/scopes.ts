export type ScopedAction = 'read' | 'write' | 'trigger' | 'batchTrigger'
export type ResourceType =
  | 'runs'
  | 'tasks'
  | 'tags'
  | 'batch'
  | 'queues'
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
  const [verb, type, ...rest] = scope.split(':')
  if (verb === 'admin' && !type) return true
  const isVerb = verb === action || verb === '*' || (verb === 'write' && action === 'trigger')
  if (!isVerb) return false
  if (type === 'all') return true
  const id = rest.join(':')
  return resources.some((resource) => resource.type === type && (id === '' || id === resource.id))
}

/** Whether it can be a scope at all: an action and a type, or admin alone. */
export function isScope(text: string): boolean {
  const [verb, type] = text.split(':')
  return Boolean(verb) && (Boolean(type) || verb === 'admin')
}
