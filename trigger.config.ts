import { defineConfig } from '@trigger.dev/sdk'

export default defineConfig({
  // A self-hosted or cloud project sets its own ref; the local platform accepts the generated one.
  project: process.env.TRIGGER_PROJECT_REF ?? 'proj_signalbox',
  dirs: ['./trigger'],
  ignorePatterns: ['**/*.test.ts', 'trigger/lib/**'],
  runtime: 'node',
  logLevel: 'info',
  maxDuration: 300,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1000, maxTimeoutInMs: 30_000, randomize: true },
  },
})
