import { createHash } from 'node:crypto'
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { type BuildFailure, type BuildResult, build, type Metafile, type OutputFile } from 'esbuild'
import { IndexError } from './index-error'

export interface BundledFile {
  /** Relative to the project: trigger/hello-world.ts */
  source: string
  /** Relative to the bundle: trigger/hello-world.mjs */
  entry: string
}

export interface TaskBundle {
  directory: string
  files: BundledFile[]
  configEntry: string
  initEntry: string | null
  /** Every project file that went in, relative to the project: a change of any of them makes a new version. */
  inputs: string[]
}

interface BundleRequest {
  projectDirectory: string
  bundlesDirectory: string
  config: string
  init: string | null
  files: string[]
}

/**
 * Packages stay outside: Node resolves them at run time, so SDK and core exist once per thread, and bundling takes
 * milliseconds. The folder is named after its content; an unchanged source therefore yields the same folder.
 */
export async function bundleTasks(request: BundleRequest): Promise<TaskBundle> {
  const sources = [request.config, ...(request.init ? [request.init] : []), ...request.files]
  // As deep as the final folder, so that the relative paths in the source maps stay right after the rename.
  const outdir = join(request.bundlesDirectory, 'building')
  const { outputFiles, metafile } = await runEsbuild(request.projectDirectory, outdir, sources)
  const directory = join(request.bundlesDirectory, contentHash(outputFiles, outdir))
  await writeBundle(outputFiles, outdir, directory)

  const entryOf = new Map(
    Object.entries(metafile.outputs).flatMap(([output, { entryPoint }]) =>
      entryPoint ? [[entryPoint, toPosix(relative(outdir, join(request.projectDirectory, output)))]] : [],
    ),
  )
  const entry = (source: string) => {
    const found = entryOf.get(source)
    if (!found) throw new Error(`esbuild made no output for ${source}`)
    return found
  }
  return {
    directory,
    files: dependenciesFirst(request.files, metafile.inputs).map((source) => ({ source, entry: entry(source) })),
    configEntry: entry(request.config),
    initEntry: request.init && entry(request.init),
    inputs: Object.keys(metafile.inputs),
  }
}

/** A task belongs to the file that is being loaded when it comes to be, so a file goes before those that import it. */
function dependenciesFirst(files: string[], inputs: Metafile['inputs']): string[] {
  const visited = new Set<string>()
  const visit = (source: string): string[] => {
    if (visited.has(source)) return []
    visited.add(source)
    return [...(inputs[source]?.imports ?? []).flatMap((imported) => visit(imported.path)), source]
  }
  const wanted = new Set(files)
  return files.flatMap(visit).filter((source) => wanted.has(source))
}

async function runEsbuild(projectDirectory: string, outdir: string, sources: string[]) {
  try {
    return (await build({
      absWorkingDir: projectDirectory,
      entryPoints: sources,
      outbase: projectDirectory,
      outdir,
      outExtension: { '.js': '.mjs' },
      chunkNames: 'chunks/[name]-[hash]',
      bundle: true,
      splitting: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      jsx: 'automatic',
      keepNames: true,
      sourcemap: 'linked',
      metafile: true,
      write: false,
      logLevel: 'silent',
    })) as BuildResult<{ metafile: true; write: false }>
  } catch (error) {
    throw asIndexError(error)
  }
}

function asIndexError(error: unknown): unknown {
  const first = (error as Partial<BuildFailure>).errors?.[0]
  if (!first) return error
  const { location } = first
  return new IndexError(
    first.text,
    location ? { file: location.file, line: location.line, column: location.column + 1 } : {},
  )
}

function contentHash(outputs: OutputFile[], outdir: string): string {
  const hash = createHash('sha256')
  for (const output of [...outputs].sort((a, b) => a.path.localeCompare(b.path, 'en'))) {
    hash.update(relative(outdir, output.path)).update('\0').update(output.contents).update('\0')
  }
  return hash.digest('hex').slice(0, 32)
}

/** Written beside and renamed, so a folder that exists is complete even if an earlier process died while writing. */
async function writeBundle(outputs: OutputFile[], outdir: string, directory: string): Promise<void> {
  if (
    await access(directory).then(
      () => true,
      () => false,
    )
  )
    return
  const unfinished = `${directory}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  for (const output of outputs) {
    const target = join(unfinished, relative(outdir, output.path))
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, output.contents)
  }
  await rename(unfinished, directory)
}

const toPosix = (path: string) => path.split(sep).join('/')
