import { connect, createServer, type Socket } from 'node:net'

/** A TCP proxy that can die as a killed server does: connections reset, new ones refused, until it is put back. */
export async function cuttableProxy(target: URL) {
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
    client.pipe(upstream).pipe(client)
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  const listen = (port: number) => new Promise<void>((done) => void server.listen(port, '127.0.0.1', done))
  await listen(0)
  const port = (server.address() as { port: number }).port
  const cut = () => {
    server.close()
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return { url: Object.assign(new URL(target), { host: `127.0.0.1:${port}` }).href, cut, restore: () => listen(port) }
}
