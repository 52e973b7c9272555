import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'

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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
