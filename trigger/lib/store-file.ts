import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Appears whole or not at all, so that a retry or a reader never meets half a file. */
export async function storeFile(folder: string, path: string, bytes: Buffer): Promise<{ path: string; bytes: number }> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.tmp`, bytes, { mode: 0o600 })
  await rename(`${file}.tmp`, file)
  return { path, bytes: bytes.length }
}
