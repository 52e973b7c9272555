import { ActiveClock } from './active-clock'

const CHECK_EVERY_MS = 500
/** The thread's own timer looks once a second and is the better judge; it only stays silent when stuck. */
const THREAD_LATE_MS = 1_500

/** Enforces maxDuration from outside: a synchronous loop keeps the thread's own timer from ever firing. */
export class AttemptWatch {
  private readonly clock = new ActiveClock(performance.now())
  private readonly timer: NodeJS.Timeout | undefined

  constructor(limitSeconds: number | undefined, onExceeded: (limitSeconds: number, activeSeconds: number) => void) {
    if (!limitSeconds) return
    this.timer = setInterval(() => {
      const activeMs = this.clock.activeMs(performance.now())
      if (activeMs < limitSeconds * 1_000 + THREAD_LATE_MS) return
      this.stop()
      onExceeded(limitSeconds, activeMs / 1_000)
    }, CHECK_EVERY_MS)
  }

  setWaiting(waiting: boolean): void {
    if (waiting) this.clock.pause(performance.now())
    else this.clock.resume(performance.now())
  }

  stop(): void {
    clearInterval(this.timer)
  }
}
