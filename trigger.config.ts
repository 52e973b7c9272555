import { defineConfig } from '@trigger.dev/sdk'

export default defineConfig({
  // A self-hosted or cloud project sets its own ref; the local platform accepts the generated one.
  project: process.env.TRIGGER_PROJECT_REF || 'proj_signalbox',
  dirs: ['./trigger'],
  // trigger/lib is what tasks are made of; it declares none.
  ignorePatterns: ['**/*.test.ts', '**/trigger/lib/**'],
  runtime: 'node',
  logLevel: 'info',
  // The ceiling for a task that names no maxDuration of its own, in seconds of compute.
  maxDuration: 300,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1000, maxTimeoutInMs: 30_000, randomize: true },
  },
  // Native code cannot be bundled.
  build: { external: ['sharp', 'pg'] },
})
