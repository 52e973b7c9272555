import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { processBirth } from '../processes/process-birth'

/** What a running instance tells others about itself. */
export interface InstanceFacts {
  address: string
  platformPort: number | null
}

interface Claim extends InstanceFacts {
  pid: number
  birth: string
  holds: boolean
}

export type LockResult = { lock: { release(): Promise<void> } } | { heldBy: InstanceFacts & { pid: number } }

/** Two that start in the same instant see each other and both step back; they come again at different moments. */
const ATTEMPTS = 40
const STEP_BACK_MS = 60

/**
 * Claims the data folder for this process. Each claimant writes a file of its own and then looks at the others': of two,
 * at least one sees the other and steps back. A claim whose process is gone can be removed by anybody at any time,
 * because no process ever writes under that name again: so a killed holder never blocks, and no takeover can race.
 */
export async function lockInstance(dataDir: string, facts: InstanceFacts): Promise<LockResult> {
  const folder = path.join(dataDir, 'instances')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const birth = processBirth(process.pid) ?? ''
  const file = path.join(folder, `${process.pid}-${birth.replace(/\W+/g, '-')}.json`)
  const claim: Claim = { ...facts, pid: process.pid, birth, holds: false }

  for (let attempt = 1; ; attempt++) {
    await writeClaim(file, claim)
    const others = (await liveClaims(folder)).filter((other) => other.pid !== process.pid)
    if (others.length === 0) {
      await writeClaim(file, { ...claim, holds: true })
      return { lock: { release: () => rm(file, { force: true }) } }
    }
    await rm(file, { force: true })
    const holder = others.find((other) => other.holds) ?? (attempt >= ATTEMPTS ? others[0] : undefined)
    if (holder) return { heldBy: { pid: holder.pid, address: holder.address, platformPort: holder.platformPort } }
    await delay(STEP_BACK_MS * (0.5 + Math.random()))
  }
}

/** The instance that runs on this data folder now, if any. */
export async function findInstance(dataDir: string): Promise<InstanceFacts | null> {
  const claims = await liveClaims(path.join(dataDir, 'instances'))
  return claims.find((claim) => claim.holds) ?? null
}

async function liveClaims(folder: string): Promise<Claim[]> {
  const names = await readdir(folder).catch(() => [])
  const claims: Claim[] = []
  for (const name of names.filter((entry) => entry.endsWith('.json'))) {
    const file = path.join(folder, name)
    const claim = await readClaim(file)
    if (!claim) continue
    if (processBirth(claim.pid) === claim.birth) claims.push(claim)
    else await rm(file, { force: true })
  }
  return claims
}

async function readClaim(file: string): Promise<Claim | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Claim
  } catch {
    return null
  }
}

async function writeClaim(file: string, claim: Claim): Promise<void> {
  const unfinished = `${file}.tmp`
  await writeFile(unfinished, JSON.stringify(claim), { mode: 0o600 })
  await rename(unfinished, file)
}
