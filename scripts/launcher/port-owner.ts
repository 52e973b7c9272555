import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface PortOwner {
  pid: number
  command: string
}

const LISTEN = '0A'

/** The process that listens on a port, when the system lets us see it: other users' processes stay hidden. */
export function portOwner(port: number): PortOwner | null {
  try {
    return process.platform === 'linux' ? ownerFromProc(port) : ownerFromLsof(port)
  } catch {
    return null
  }
}

function ownerFromProc(port: number): PortOwner | null {
  const sockets = new Set(
    ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(readText(table), port)),
  )
  if (sockets.size === 0) return null
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openSockets(pid).some((inode) => sockets.has(inode))) return { pid: Number(pid), command: commandOf(pid) }
  }
  return null
}

/** The socket numbers that listen on `port` in a table as /proc/net/tcp shows it. */
export function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === LISTEN)
    .map((fields) => fields[9] ?? '')
}

function openSockets(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

function commandOf(pid: string): string {
  const words = readText(`/proc/${pid}/cmdline`).split('\0').filter(Boolean)
  return words.join(' ') || readText(`/proc/${pid}/comm`).trim()
}

function ownerFromLsof(port: number): PortOwner | null {
  const output = execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' })
  const pid = /^p(\d+)/m.exec(output)?.[1]
  return pid ? { pid: Number(pid), command: /^c(.+)/m.exec(output)?.[1] ?? '' } : null
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
