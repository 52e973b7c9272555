import type { PlatformDeps } from '../http/deps'

/** Keeps the data under the name, in place of what was there. */
export async function writePacket(
  deps: Pick<PlatformDeps, 'pool'>,
  packet: { name: string; data: Buffer; contentType: string },
): Promise<void> {
  await deps.pool.query(
    `insert into packets (name, data, content_type) values ($1, $2, $3)
     on conflict (name) do update set data = excluded.data, content_type = excluded.content_type`,
    [packet.name, packet.data, packet.contentType],
  )
}
