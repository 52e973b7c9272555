import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface ThreadEntries {
  run: string
  index: string
}

/** Threads load prepared JavaScript: a TypeScript loader in every thread would cost memory and start-up time each time. */
export async function bundleThreadEntries(directory: string): Promise<ThreadEntries> {
  const sources = fileURLToPath(new URL('.', import.meta.url))
  await build({
    absWorkingDir: sources,
    entryPoints: { 'run-thread': './thread/run-thread.ts', 'index-thread': './thread/index-thread.ts' },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'silent',
  })
  return { run: join(directory, 'run-thread.mjs'), index: join(directory, 'index-thread.mjs') }
}
