import { readdirSync, readFileSync } from 'node:fs'

interface ProcessMemory {
  pid: number
  command: string
  /** Proportional set size: memory shared by several processes counts once in the sum. Linux only. */
  pssMb: number
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/** What the process itself has in memory, shared pages included. Linux only. */
export function residentMb(pid: number): number {
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`) ?? '')?.[1] ?? 0) / 1024)
}

/** All running processes whose environment or parentage says that they belong to the data directory. */
export function memoryOf(dataDir: string): ProcessMemory[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const parents = new Map<string, string>()
  const members = new Set<string>()
  for (const pid of pids) {
    const stat = read(`/proc/${pid}/stat`)
    if (stat) parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '')
    const marks = `${read(`/proc/${pid}/environ`) ?? ''}\0${read(`/proc/${pid}/cmdline`) ?? ''}`
    if (marks.includes(dataDir) && Number(pid) !== process.pid) members.add(pid)
  }
  for (let grew = true; grew; ) {
    const size = members.size
    for (const [pid, parent] of parents) if (members.has(parent)) members.add(pid)
    grew = members.size > size
  }
  return [...members].flatMap((pid) => {
    const pss = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '')?.[1]
    if (!pss) return []
    const command = (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim()
    return [{ pid: Number(pid), command: command.slice(0, 120), pssMb: Math.round(Number(pss) / 102.4) / 10 }]
  })
}
