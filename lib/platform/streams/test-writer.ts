import { apiClientManager } from '@trigger.dev/core/v3'
import { StandardRealtimeStreamsManager } from '@trigger.dev/core/v3/workers'

/** What the SDK writes streams with inside a task; outside of one, `streams.pipe()` does nothing. */
export function taskWriter(origin: string): StandardRealtimeStreamsManager {
  return new StandardRealtimeStreamsManager(apiClientManager.clientOrThrow(), origin, false)
}

/** The values, each when it is asked for; more can come while somebody reads. */
export async function* values<T>(...given: Array<T | Promise<T>>): AsyncGenerator<T> {
  for (const value of given) yield await value
}
