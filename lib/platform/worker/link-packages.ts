import { existsSync } from 'node:fs'
import { lstat, readlink, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Bundles live in the data folder, which may be anywhere, while Node looks for packages upwards from the importing
 * file. The link gives them the project's own packages; Node follows it to the real path, so nothing is loaded twice.
 */
export async function linkPackages(projectDirectory: string, dataDirectory: string): Promise<void> {
  const packages = findPackages(projectDirectory)
  const link = join(dataDirectory, 'node_modules')
  const existing = await lstat(link).catch(() => null)
  if (existing?.isSymbolicLink() && (await readlink(link)) === packages) return
  if (existing) await rm(link, { recursive: true })
  await symlink(packages, link, 'junction')
}

function findPackages(directory: string): string {
  const packages = join(directory, 'node_modules')
  if (existsSync(join(packages, '@trigger.dev', 'core'))) return packages
  const parent = dirname(directory)
  if (parent === directory) throw new Error('The packages are not installed: run npm ci first.')
  return findPackages(parent)
}
