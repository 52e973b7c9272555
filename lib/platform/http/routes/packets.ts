import { type Context, Hono } from 'hono'
import { isPacketUrlValid, packetUrl } from '../../packets/packet-url'
import { requirePacketScope } from '../../packets/require-packet-scope'
import { writePacket } from '../../packets/write-packet'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBytes } from '../read-body'

const MAX_NAME_LENGTH = 512

/** Large payloads and outputs: clients ask for a link, then write or read it without credentials. */
export function packetRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.put('/api/v2/packets/*', async (c) => {
    await authenticate(deps, c.req.raw)
    const name = packetName(c, '/api/v2/packets/')
    return c.json({ presignedUrl: packetUrl(deps, 'PUT', name, new Date()), storagePath: name })
  })

  routes.put('/api/v1/packets/*', async (c) => {
    await authenticate(deps, c.req.raw)
    return c.json({ presignedUrl: packetUrl(deps, 'PUT', packetName(c, '/api/v1/packets/'), new Date()) })
  })

  routes.get('/api/v1/packets/*', async (c) => {
    const caller = await authenticate(deps, c.req.raw, ['secret', 'public'])
    const name = packetName(c, '/api/v1/packets/')
    if (caller.kind === 'public') await requirePacketScope(deps, caller, name)
    return c.json({ presignedUrl: packetUrl(deps, 'GET', name, new Date()) })
  })

  routes.put('/packets/*', async (c) => {
    const name = signedName(deps, c, 'PUT')
    const data = await readPacket(deps, c)
    await writePacket(deps, { name, data, contentType: c.req.header('content-type') ?? 'application/json' })
    return c.body(null, 200)
  })

  routes.get('/packets/*', async (c) => {
    const name = signedName(deps, c, 'GET')
    const { rows } = await deps.pool.query<{ data: Uint8Array<ArrayBuffer>; content_type: string }>(
      'select data, content_type from packets where name = $1',
      [name],
    )
    if (!rows[0]) throw new ApiError(404, 'Not found')
    return c.body(rows[0].data, 200, { 'content-type': rows[0].content_type, 'cache-control': 'no-store' })
  })

  return routes
}

/** 413 tells what the limit is: the client shows it to whoever triggered. */
async function readPacket(deps: PlatformDeps, c: Context): Promise<Buffer> {
  const limitMb = deps.maxPacketBytes / 1024 / 1024
  return readBytes(c.req.raw, deps.maxPacketBytes, `Payloads and outputs may have up to ${limitMb} MB`)
}

/** Names hold slashes, which clients encode: the path is read as it was sent. */
function packetName(c: Context, prefix: string): string {
  const name = decodeURIComponent(new URL(c.req.url).pathname.slice(prefix.length))
  if (name === '' || name.length > MAX_NAME_LENGTH) throw new ApiError(400, 'Invalid Params')
  return name
}

function signedName(deps: PlatformDeps, c: Context, access: 'GET' | 'PUT'): string {
  const name = packetName(c, '/packets/')
  const query = new URL(c.req.url).searchParams
  if (isPacketUrlValid(deps.secretKey, access, name, query, new Date())) return name
  throw new ApiError(403, 'The link is not valid, or no longer')
}
