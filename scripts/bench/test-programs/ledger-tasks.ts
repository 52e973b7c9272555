import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Context, schedules, task, wait } from '@trigger.dev/sdk'

/** A sign of work every so often: between the first and the last one of an attempt, the run was being executed. */
const BEAT_MS = 20

function note(ctx: Context, what: string): void {
  const line = { run: ctx.run.id, attempt: ctx.attempt.number, pid: process.pid, at: Date.now(), what }
  appendFileSync(process.env.LEDGER_FILE ?? '/dev/null', `${JSON.stringify(line)}\n`)
}

async function work(ctx: Context, ms: number): Promise<void> {
  note(ctx, 'start')
  for (const until = Date.now() + ms; Date.now() < until; note(ctx, 'beat')) await sleep(BEAT_MS)
}

export const short = task({
  id: 'short',
  run: async (payload: { ms: number }, { ctx }) => {
    await work(ctx, payload.ms)
    return payload.ms
  },
})

export const parent = task({
  id: 'parent',
  run: async (payload: { ms: number }, { ctx }) => {
    await work(ctx, payload.ms)
    const child = await short.triggerAndWait(payload, { idempotencyKey: `child of ${ctx.run.id}` }).unwrap()
    await work(ctx, payload.ms)
    return child
  },
})

export const pause = task({
  id: 'pause',
  run: async (payload: { ms: number }, { ctx }) => {
    await work(ctx, payload.ms)
    await wait.for({ seconds: 1, idempotencyKey: `pause of ${ctx.run.id}` })
    await work(ctx, payload.ms)
  },
})

export const approval = task({
  id: 'approval',
  run: async (payload: { ms: number; token: string }, { ctx }) => {
    await work(ctx, payload.ms)
    const answer = await wait.forToken<{ mark: string }>(payload.token).unwrap()
    await work(ctx, payload.ms)
    return answer.mark
  },
})

export const tick = schedules.task({
  id: 'tick',
  run: async (payload, { ctx }) => {
    note(ctx, `tick ${payload.timestamp.toISOString()}`)
  },
})
