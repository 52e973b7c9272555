/** The id as tables have it, of one given with its prefix ('batch_') or without. */
export function internalId<T extends string | undefined>(prefix: string, id: T): T {
  return (id?.startsWith(prefix) ? id.slice(prefix.length) : id) as T
}
