import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import type { TriggerClient } from '@trigger.dev/sdk'
import { type Signalbox, startSignalbox } from '../../scripts/test/start-signalbox'
import { firstOperator } from './first-operator'
import { triggerOf } from './trigger-of'

interface Everywhere {
  /** One stack for all files of a worker: the product as `npm start` starts it, on fresh data. */
  signalbox: Signalbox
  /** The cookies of its first admin, who every page is signed in as unless a test says otherwise. */
  operatorState: string
}

interface EveryTest {
  /** The official SDK against the platform of the stack: what a developer's own code would do. */
  trigger: TriggerClient
}

export const test = base.extend<EveryTest, Everywhere>({
  signalbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern
    async ({}, use) => {
      const signalbox = await startSignalbox()
      await use(signalbox)
      await signalbox.dispose()
    },
    { scope: 'worker', timeout: 240_000 },
  ],
  operatorState: [
    async ({ signalbox, browser }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'signalbox-state-'))
      const path = join(folder, 'operator.json')
      const page = await browser.newPage()
      await firstOperator(page, signalbox)
      await page.context().storageState({ path })
      await page.close()
      await use(path)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ signalbox }, use) => use(signalbox.origin),
  storageState: ({ operatorState }, use) => use(operatorState),
  trigger: ({ signalbox }, use) => use(triggerOf(signalbox)),
})

export { expect } from '@playwright/test'
