import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin, stop } from 'esbuild'
import { PROJECT_ROOT } from './project-root'

export interface Programs {
  platform: string
  worker: string
}

/** CommonJS packages inside an ES module bundle still call require. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);"

/**
 * Makes one JavaScript file of the platform and one of the worker. Loaded through a TypeScript loader instead, they need
 * four times as long to start and twice the memory (docs/decisions/0007). Made anew at every start, because that is
 * quicker than to find out whether it is necessary.
 *
 * @param directory A folder that only this instance writes to.
 */
export async function bundlePrograms(directory: string): Promise<Programs> {
  await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: { platform: 'lib/platform/main.ts', worker: 'lib/platform/worker/main.ts' },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: REQUIRE },
    external: ['pg-native'],
    plugins: [installedEsbuild, ownPlace],
    logLevel: 'silent',
  })
  // Its process would stay for as long as this one.
  await stop()
  return { platform: path.join(directory, 'platform.mjs'), worker: path.join(directory, 'worker.mjs') }
}

/** The worker needs esbuild, which looks for its binary beside its own file: it stays where it is installed. */
const installedEsbuild: Plugin = {
  name: 'installed-esbuild',
  setup({ onResolve }) {
    const installed = createRequire(import.meta.url).resolve('esbuild')
    onResolve({ filter: /^esbuild$/ }, () => ({ path: pathToFileURL(installed).href, external: true }))
  },
}

/** Sources find what lies beside them (migrations, the threads' code) where it is, not in the bundle's folder. */
const ownPlace: Plugin = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /\/lib\/platform\/.+\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8')
      if (!source.includes('import.meta.')) return null
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
      return { contents, loader: 'ts' }
    })
  },
}
