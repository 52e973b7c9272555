import { defineConfig } from '@playwright/test'
import { findBrowser } from './scripts/test/find-browser'

const executablePath = findBrowser() ?? undefined

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One stack serves all files. Two stacks were as slow on two cores, and each test took twice as long.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['list'], ['json']] : [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
