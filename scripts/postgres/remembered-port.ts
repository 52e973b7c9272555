import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freePort } from '../processes/free-port'

/** The port of the data folder's database: the same at every start, so that addresses given to other tools stay good. */
export async function rememberedPort(dataDir: string): Promise<number> {
  const text = await readFile(fileOf(dataDir), 'utf8').catch(() => '')
  const port = Number(text)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : choosePort(dataDir)
}

/** Takes a free port and remembers it. */
export async function choosePort(dataDir: string): Promise<number> {
  const port = await freePort()
  const unfinished = `${fileOf(dataDir)}.tmp-${process.pid}`
  await writeFile(unfinished, `${port}\n`)
  await rename(unfinished, fileOf(dataDir))
  return port
}

function fileOf(dataDir: string): string {
  return path.join(dataDir, 'postgres-port')
}
