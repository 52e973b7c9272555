import { io } from 'socket.io-client'
import { z } from 'zod'

const Notification = z.object({ run: z.object({ friendlyId: z.string() }) })

export interface RunNotifications {
  subscribe: (runId: string) => void
  unsubscribe: (runId: string) => void
  close: () => void
}

/** The platform says at once when a held run was resumed or is to be cancelled; without the socket, polling finds out. */
export function openRunNotifications(
  options: { apiUrl: string; secretKey: string },
  onChange: (runId: string) => void,
): RunNotifications {
  const subscribed = new Set<string>()
  const socket = io(`${options.apiUrl}/dev-worker`, {
    transports: ['websocket'],
    extraHeaders: { authorization: `Bearer ${options.secretKey}` },
    reconnectionDelay: 200,
    reconnectionDelayMax: 5_000,
  })
  const send = (event: string, runFriendlyIds: string[]) => {
    if (socket.connected && runFriendlyIds.length > 0) socket.emit(event, { version: '1', runFriendlyIds })
  }
  socket.on('connect', () => {
    send('run:subscribe', [...subscribed])
    // What changed while there was no connection was told to nobody.
    for (const runId of subscribed) onChange(runId)
  })
  socket.on('run:notify', (message: unknown) => {
    const parsed = Notification.safeParse(message)
    if (parsed.success) onChange(parsed.data.run.friendlyId)
  })
  return {
    subscribe(runId) {
      subscribed.add(runId)
      send('run:subscribe', [runId])
    },
    unsubscribe(runId) {
      if (subscribed.delete(runId)) send('run:unsubscribe', [runId])
    },
    close: () => void socket.disconnect(),
  }
}
