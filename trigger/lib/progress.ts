export type ProgressDetails = Record<string, string | number | boolean | null | { line: number; reason: string }[]>

/** Where progress goes: in a run, the SDK's `metadata`. */
export type MetadataTarget = { set: (key: string, value: ProgressDetails[string]) => unknown }

/** The platform is told once a second at most; more often than this only costs operations in that message. */
const EVERY_MS = 400

/** A share between 0 and 1 with three decimals. One is kept for what is finished: 99.96 % must not read as done. */
export function share(done: number, total: number): number {
  if (total <= 0 || done <= 0) return 0
  return done >= total ? 1 : Math.min(0.999, Math.floor((done / total) * 1000) / 1000)
}

export type Progress = ReturnType<typeof runProgress>

/**
 * Publishes stage and progress of a run. Updates in between are merged, never the last one of a stage. Each time
 * everything is said again: the SDK forgets what it could not deliver and sends only what has changed, so that a stage
 * whose one message met a restarting platform would be missing for good.
 */
export function runProgress(target: MetadataTarget, now: () => number = Date.now) {
  let publishedAt = Number.NEGATIVE_INFINITY
  let known: ProgressDetails = {}
  const publish = () => {
    for (const [key, value] of Object.entries(known)) target.set(key, value)
    publishedAt = now()
  }
  return {
    stage(stage: string): void {
      known = { ...known, stage }
      publish()
    },
    advance(done: number, total: number, details: ProgressDetails = {}): void {
      known = { ...known, progress: share(done, total), ...details }
      if (now() - publishedAt >= EVERY_MS) publish()
    },
    finish(stage: string, details: ProgressDetails = {}): void {
      known = { ...known, ...details, stage, progress: 1 }
      publish()
    },
    /** Before an error leaves the task: what had been reached is part of the story. */
    flush: publish,
  }
}
