import { readdir } from 'node:fs/promises'
import { basename, join, posix, relative, sep } from 'node:path'
import { globPattern } from './glob-pattern'

const SOURCE_FILE = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/
const INIT_FILE = /^init\.(?:[cm]?[jt]s|[jt]sx)$/
const DEFAULT_DIRECTORIES = ['./trigger', './src/trigger']
const DEFAULT_IGNORED = ['**/*.{test,spec}.{ts,mts,cts,js,mjs,cjs,tsx,jsx}']

export interface TaskSources {
  dirs?: string[] | undefined
  ignorePatterns?: string[] | undefined
}

export interface TaskFiles {
  /** Relative to the project, with forward slashes, sorted. */
  files: string[]
  init: string | null
}

/** The files that may define tasks. `init.ts` of a task folder is no task file: every run imports it first. */
export async function findTaskFiles(projectDirectory: string, sources: TaskSources): Promise<TaskFiles> {
  const directories = sources.dirs?.length ? sources.dirs : DEFAULT_DIRECTORIES
  const ignored = (sources.ignorePatterns?.length ? sources.ignorePatterns : DEFAULT_IGNORED).map((pattern) =>
    globPattern(posix.normalize(pattern)),
  )
  const found = await Promise.all(directories.map((directory) => listSources(projectDirectory, directory)))
  const kept = [...new Set(found.flat())].filter((file) => !ignored.some((pattern) => pattern.test(file))).sort()
  const roots = directories.map((directory) => posix.normalize(directory).replace(/\/$/, ''))
  const init = kept.find((file) => INIT_FILE.test(basename(file)) && roots.includes(posix.dirname(file))) ?? null
  return { files: kept.filter((file) => file !== init), init }
}

async function listSources(projectDirectory: string, directory: string): Promise<string[]> {
  const root = join(projectDirectory, directory)
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  return entries
    .filter((entry) => entry.isFile() && SOURCE_FILE.test(entry.name))
    .map((entry) => relative(projectDirectory, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !file.split('/').includes('node_modules'))
}
