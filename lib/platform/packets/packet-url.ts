import { createHmac, timingSafeEqual } from 'node:crypto'

type PacketAccess = 'GET' | 'PUT'

const LIFETIME_MS = 60 * 60 * 1000

interface SigningDeps {
  secretKey: string
  origin: string
}

/** A link that lets its holder read, or write, this one packet for an hour, without any other credential. */
export function packetUrl(deps: SigningDeps, access: PacketAccess, name: string, now: Date): string {
  const expires = now.getTime() + LIFETIME_MS
  const url = new URL(`/packets/${encodeURIComponent(name)}`, deps.origin)
  url.searchParams.set('expires', String(expires))
  url.searchParams.set('signature', sign(deps.secretKey, access, name, expires))
  return url.toString()
}

export function isPacketUrlValid(
  secretKey: string,
  access: PacketAccess,
  name: string,
  query: URLSearchParams,
  now: Date,
): boolean {
  const expires = Number(query.get('expires'))
  const expected = Buffer.from(sign(secretKey, access, name, expires))
  const given = Buffer.from(query.get('signature') ?? '')
  return expires > now.getTime() && given.length === expected.length && timingSafeEqual(given, expected)
}

function sign(secretKey: string, access: PacketAccess, name: string, expires: number): string {
  return createHmac('sha256', secretKey).update(`packet ${access} ${expires} ${name}`).digest('hex')
}
