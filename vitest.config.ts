import { defineConfig } from 'vitest/config'

const alias = {
  'server-only': new URL('./scripts/test/empty-module.ts', import.meta.url).pathname,
  '@': import.meta.dirname,
}

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // Half the time of processes, and nothing in a unit needs a process of its own.
          pool: 'threads',
          maxWorkers: 2,
          // A guard against hanging, not a measure: the first test of a file pays for its imports on a busy machine.
          testTimeout: 30_000,
          include: ['{app,components,lib,trigger,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.contract.test.ts', '**/node_modules/**'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'contract',
          include: ['{lib,trigger,scripts}/**/*.contract.test.ts'],
          globalSetup: ['./scripts/test/postgres-for-tests.ts', './scripts/test/programs-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
          // Two at a time halve the time; three gained nothing on two cores.
          maxWorkers: 2,
        },
      },
    ],
  },
})
