/**
 * Kills platform, worker and Postgres at random moments under load (kill -9), lets everything come back, and counts
 * what was lost. Prints JSON; ends with 1 when a promise was broken.
 *   npx tsx scripts/bench/kills.ts [kills=200]
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { configure, schedules, tasks, wait } from '@trigger.dev/sdk'
import { executedTwiceAtOnce, firedTwice, readLedger } from './lib/ledger'
import { machine } from './lib/machine'
import { type Part, startPlatformStack } from './lib/platform-stack'

const KILLS = Number(process.argv[2] ?? 200)
const PARTS: Part[] = ['platform', 'worker', 'postgres']
const BETWEEN_MS = [300, 2_500] as const
const TRIGGER_EVERY_MS = 250
/** As long as something still happens, nothing is stuck. */
const STUCK_AFTER_MS = 120_000

const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T
const between = ([low, high]: readonly [number, number]) => low + Math.random() * (high - low)

const stack = await startPlatformStack()
configure({ baseURL: stack.apiUrl, accessToken: stack.secretKey })

const accepted: string[] = []
interface Approval {
  run?: string
  mark: string
  acknowledged: boolean
}

/** By token. A run whose trigger was refused may exist all the same, so its token is completed too. */
const approvals = new Map<string, Approval>()
let refused = 0

async function untilItWorks<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch {
      await sleep(200)
    }
  }
}

async function answers(): Promise<void> {
  const { ok } = await fetch(`${stack.apiUrl}/healthcheck`)
  if (!ok) throw new Error('The platform is not ready')
}

async function triggerSomething(): Promise<void> {
  const ms = Math.round(between([10, 400]))
  const kind = pick(['short', 'short', 'short', 'parent', 'pause', 'approval'] as const)
  if (kind !== 'approval') {
    accepted.push((await tasks.trigger(kind, { ms })).id)
    return
  }
  const token = await wait.createToken({ timeout: '1h' })
  const approval: Approval = { mark: `mark ${approvals.size}`, acknowledged: false }
  approvals.set(token.id, approval)
  approval.run = (await tasks.trigger('approval', { ms, token: token.id })).id
  accepted.push(approval.run)
}

/** Each token is completed once it is there, again and again until the platform says that it has it. */
async function completeTokens(): Promise<void> {
  for (const [token, approval] of approvals) {
    if (approval.acknowledged) continue
    await untilItWorks(() => wait.completeToken(token, { mark: approval.mark }))
    approval.acknowledged = true
  }
}

async function load(isOver: () => boolean): Promise<void> {
  const pending = new Set<Promise<void>>()
  while (!isOver()) {
    const call = triggerSomething().catch(() => {
      refused += 1
    })
    pending.add(call)
    void call.finally(() => pending.delete(call))
    await sleep(TRIGGER_EVERY_MS)
    if (Math.random() < 0.1) await Promise.race([completeTokens(), sleep(2_000)])
  }
  await Promise.all(pending)
  await completeTokens()
}

async function killAtRandom(): Promise<Record<Part, number>> {
  const kills: Record<Part, number> = { platform: 0, worker: 0, postgres: 0 }
  for (let done = 0; done < KILLS; ) {
    await sleep(between(BETWEEN_MS))
    const part = pick(PARTS)
    if (!stack.kill(part)) continue
    kills[part] += 1
    done += 1
    // Most of the time everything comes back first, now and then a kill meets a recovery.
    if (Math.random() < 0.75) await untilItWorks(() => stack.query('select 1').then(answers))
  }
  return kills
}

/** Enough to tell what a run that never ended is waiting for. */
const live = () =>
  stack.query<Record<string, unknown>>(
    `select r.id, r.task_id, r.status, r.created_at, r.updated_at, to_jsonb(e) as execution,
            (select jsonb_agg(to_jsonb(w) - 'output') from run_waitpoints rw join waitpoints w on w.id = rw.waitpoint_id
             where rw.run_id = r.id) as waits_for
     from runs r left join executions e on e.run_id = r.id where r.final_status is null limit 20`,
  )

async function settled(): Promise<void> {
  let seen = ''
  let changedAt = Date.now()
  while (Date.now() - changedAt < STUCK_AFTER_MS) {
    await sleep(1_000)
    const [row] = await stack
      .query<{ alive: number; last: string }>(
        'select count(*) filter (where final_status is null)::int as alive, max(updated_at)::text as last from runs',
      )
      .catch(() => [])
    if (row?.alive === 0) return
    if (!row || row.last === seen) continue
    seen = row.last
    changedAt = Date.now()
  }
}

await untilItWorks(() => tasks.trigger('short', { ms: 10 }))
const schedule = await untilItWorks(() =>
  schedules.create({ task: 'tick', cron: '* * * * *', deduplicationKey: 'reliability' }),
)
let over = false
const startedAt = Date.now()
const loading = load(() => over)
const kills = await killAtRandom()
over = true
await loading
await untilItWorks(() => schedules.deactivate(schedule.id))
await settled()

const rows = await stack.query<{ id: string; status: string; output: string | null }>(
  'select id, status, output from runs',
)
const byId = new Map(rows.map((row) => [`run_${row.id}`, row]))
const lines = readLedger(stack.ledger)
const statuses: Record<string, number> = {}
for (const { status } of rows) statuses[status] = (statuses[status] ?? 0) + 1
const broken = {
  acceptedTriggersLost: accepted.filter((id) => !byId.has(id)).length,
  runsExecutedTwiceAtOnce: executedTwiceAtOnce(lines),
  runsThatNeverEnded: await live(),
  tokenCompletionsLost: [...approvals.values()].filter(({ run, mark }) => run && !byId.get(run)?.output?.includes(mark))
    .length,
  timesFiredTwice: firedTwice(lines),
}
await stack.stop()
console.log(
  JSON.stringify(
    {
      machine: machine(),
      seconds: Math.round((Date.now() - startedAt) / 1000),
      kills,
      triggers: { accepted: accepted.length, refused },
      tokens: approvals.size,
      runs: { total: rows.length, ...statuses },
      attempts: new Set(lines.map(({ run, attempt }) => `${run} ${attempt}`)).size,
      broken,
    },
    null,
    2,
  ),
)
process.exit(Object.values(broken).some((found) => (Array.isArray(found) ? found.length > 0 : found > 0)) ? 1 : 0)
