import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { bundlePrograms, type Programs } from '../launcher/bundle-programs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The platform and the worker as `npm start` runs them. */
    programs: Programs
  }
}

let directory: string

export async function setup(project: TestProject): Promise<void> {
  directory = await mkdtemp(join(tmpdir(), 'signalbox-programs-'))
  project.provide('programs', await bundlePrograms(directory))
}

export async function teardown(): Promise<void> {
  await rm(directory, { recursive: true, force: true })
}
