import { randomUUID } from 'node:crypto'
import { type IOPacket, packetRequiresOffloading, stringifyIO } from '@trigger.dev/core/v3'
import { WaitpointId } from '@trigger.dev/core/v3/isomorphic'
import type { PlatformDeps } from '../http/deps'
import { writePacket } from '../packets/write-packet'

/**
 * The value as the waiting run's SDK reads it; large ones are kept apart, as the outputs of runs are. Each under its own
 * name: whoever completes second must not overwrite what the first one stored.
 */
export async function outputPacket(
  deps: Pick<PlatformDeps, 'pool'>,
  waitpointId: string,
  value: unknown,
): Promise<IOPacket> {
  const packet = await storablePacket(value)
  if (!packet.data || !packetRequiresOffloading(packet).needsOffloading) return packet
  const extension = packet.dataType === 'text/plain' ? 'txt' : 'json'
  const name = `${WaitpointId.toFriendlyId(waitpointId)}/${randomUUID()}.${extension}`
  await writePacket(deps, { name, data: Buffer.from(packet.data), contentType: packet.dataType })
  return { data: name, dataType: 'application/store' }
}

/** Postgres holds no NUL in a text; JSON escapes it, and reads back as the same string. */
async function storablePacket(value: unknown): Promise<IOPacket> {
  if (typeof value === 'string' && value.includes('\0')) {
    return { data: JSON.stringify({ json: value }), dataType: 'application/super+json' }
  }
  return stringifyIO(value)
}
