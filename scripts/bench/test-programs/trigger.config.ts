import { defineConfig } from '@trigger.dev/sdk'

export default defineConfig({
  project: 'proj_reliability',
  dirs: ['.'],
  ignorePatterns: ['trigger.config.ts'],
  runtime: 'node',
  maxDuration: 300,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 10, factor: 1, minTimeoutInMs: 200, maxTimeoutInMs: 200, randomize: false },
  },
})
