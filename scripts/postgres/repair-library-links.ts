import { lstat, mkdir, readFile, symlink } from 'node:fs/promises'
import path from 'node:path'

interface Link {
  /** Both relative to the package, for example native/lib/libpq.so.5.18 and native/lib/libpq.so.5 */
  source: string
  target: string
}

/**
 * The tarballs cannot hold symbolic links, so an install script makes them, and installs without scripts lack them.
 * Makes the missing ones; where the package may not be written they go to `cacheDir`. Returns the library search path
 * the binaries need then, null when they find everything by themselves.
 */
export async function repairLibraryLinks(native: string, cacheDir: string): Promise<string | null> {
  const packageRoot = path.dirname(native)
  const missing: Link[] = []
  for (const link of await readLinks(native)) {
    if (!(await exists(path.join(packageRoot, link.target)))) missing.push(link)
  }
  if (missing.length === 0) return null
  try {
    for (const link of missing) {
      await makeLink(path.relative(path.dirname(link.target), link.source), path.join(packageRoot, link.target))
    }
    return null
  } catch (error) {
    if (!isReadOnly(error)) throw error
  }
  await mkdir(cacheDir, { recursive: true, mode: 0o755 })
  for (const link of missing) {
    await makeLink(path.join(packageRoot, link.source), path.join(cacheDir, path.basename(link.target)))
  }
  return [cacheDir, path.join(native, 'lib')].join(':')
}

async function readLinks(native: string): Promise<Link[]> {
  try {
    return JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

async function makeLink(to: string, at: string): Promise<void> {
  try {
    await symlink(to, at)
  } catch (error) {
    // Another start was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  )
}
