import type { Server as HttpServer } from 'node:http'
import { RunId } from '@trigger.dev/core/v3/isomorphic'
import { Server } from 'socket.io'
import { z } from 'zod'
import { authenticate } from './authenticate'
import type { PlatformDeps } from './deps'

const Subscription = z.object({ version: z.literal('1'), runFriendlyIds: z.string().array() })

/** The `/dev-worker` socket: tells the workers that hold a run to read its latest snapshot. */
export function attachWorkerSocket(http: HttpServer, deps: PlatformDeps): { close: () => Promise<void> } {
  const io = new Server(http, { transports: ['websocket'], serveClient: false })
  const workers = io.of('/dev-worker')
  workers.use((socket, next) => {
    const headers = new Headers({
      authorization: String(socket.handshake.headers.authorization ?? socket.handshake.auth.token ?? ''),
    })
    authenticate(deps, new Request('http://socket', { headers })).then(
      () => next(),
      (error: Error) => next(error),
    )
  })
  workers.on('connection', (socket) => {
    deps.presence.socketOpened()
    socket.on('disconnect', () => deps.presence.socketClosed())
    socket.on('run:subscribe', (message: unknown) => {
      const parsed = Subscription.safeParse(message)
      if (parsed.success) socket.join(parsed.data.runFriendlyIds)
    })
    socket.on('run:unsubscribe', (message: unknown) => {
      const parsed = Subscription.safeParse(message)
      if (parsed.success) for (const id of parsed.data.runFriendlyIds) socket.leave(id)
    })
  })
  const off = deps.signals.on('notify', (runId) => {
    const friendlyId = RunId.toFriendlyId(runId)
    workers.to(friendlyId).emit('run:notify', { version: '1', run: { friendlyId } })
  })
  return {
    close: async () => {
      off()
      await io.close()
    },
  }
}
