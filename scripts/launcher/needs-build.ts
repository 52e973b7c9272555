import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What `next build` reads. Tasks and the platform run from their sources. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const NOT_BUILT = ['lib/platform']
const TEST_FILE = /\.(test|factory)\.tsx?$/

/** Path → hash of the content. */
type Fingerprint = Record<string, string>

interface Stamp {
  buildId: string
  sources: Fingerprint
}

const stampFile = (root: string) => path.join(root, '.next', 'signalbox-sources.json')
const buildIdFile = (root: string) => path.join(root, '.next', 'BUILD_ID')

/** Why the app has to be built, in words for the terminal; null when the build fits the sources. */
export async function needsBuild(root: string): Promise<string | null> {
  const buildId = await readFile(buildIdFile(root), 'utf8').catch(() => null)
  if (buildId === null) return 'there is no build yet'
  const stamp = await readStamp(root)
  // A build made by hand left no stamp: then the times of the files have to do.
  const changed =
    stamp?.buildId === buildId ? firstDifference(stamp.sources, await fingerprint(root)) : await newerThanBuild(root)
  return changed ? `${changed} has changed since the last build` : null
}

/** The state of the sources; taken before a build, so that what is edited meanwhile counts as a change. */
export async function fingerprint(root: string): Promise<Fingerprint> {
  const entries: [string, string][] = []
  for (const file of await sourceFiles(root)) {
    entries.push([
      file,
      createHash('sha1')
        .update(await readFile(path.join(root, file)))
        .digest('base64url'),
    ])
  }
  return Object.fromEntries(entries)
}

/** Remembers what the build that now lies in .next was made from. */
export async function stampBuild(root: string, sources: Fingerprint): Promise<void> {
  const stamp: Stamp = { buildId: await readFile(buildIdFile(root), 'utf8'), sources }
  await writeFile(stampFile(root), JSON.stringify(stamp))
}

function firstDifference(before: Fingerprint, now: Fingerprint): string | null {
  const all = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort()
  return all.find((file) => before[file] !== now[file]) ?? null
}

async function newerThanBuild(root: string): Promise<string | null> {
  const built = await stat(buildIdFile(root))
  for (const file of await sourceFiles(root)) {
    if ((await stat(path.join(root, file))).mtimeMs > built.mtimeMs) return file
  }
  return null
}

async function readStamp(root: string): Promise<Stamp | null> {
  try {
    return JSON.parse(await readFile(stampFile(root), 'utf8')) as Stamp
  } catch {
    return null
  }
}

async function sourceFiles(root: string): Promise<string[]> {
  const found = await Promise.all(SOURCES.map((source) => filesBelow(root, source)))
  return found.flat().filter((file) => !TEST_FILE.test(file))
}

async function filesBelow(root: string, relative: string): Promise<string[]> {
  if (NOT_BUILT.includes(relative)) return []
  const stats = await stat(path.join(root, relative)).catch(() => null)
  if (!stats?.isDirectory()) return stats ? [relative] : []
  const names = (await readdir(path.join(root, relative))).sort()
  return (await Promise.all(names.map((name) => filesBelow(root, `${relative}/${name}`)))).flat()
}
