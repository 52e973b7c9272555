import { TriggerClient } from '@trigger.dev/sdk'
import type { Signalbox } from '../../scripts/test/start-signalbox'

/** The official SDK against the platform of the stack: what a developer's own code would do. */
export function triggerOf({ triggerEnv }: Signalbox): TriggerClient {
  return new TriggerClient({ baseURL: triggerEnv.TRIGGER_API_URL, accessToken: triggerEnv.TRIGGER_SECRET_KEY })
}
