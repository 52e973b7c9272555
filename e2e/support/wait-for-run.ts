import { expect } from '@playwright/test'
import type { TriggerClient } from '@trigger.dev/sdk'

/** Waits until the platform says that the run has this status. */
export async function waitForRun(trigger: TriggerClient, runId: string, status: string, timeout = 30_000) {
  await expect.poll(async () => (await trigger.runs.retrieve(runId)).status, { timeout }).toBe(status)
  return trigger.runs.retrieve(runId)
}
