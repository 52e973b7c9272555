/** Time in which an attempt was working: while it waits for a date, a token or another run, the clock stands. */
export class ActiveClock {
  private collectedMs = 0
  private runningSince: number | null

  constructor(now: number) {
    this.runningSince = now
  }

  pause(now: number): void {
    this.collectedMs = this.activeMs(now)
    this.runningSince = null
  }

  resume(now: number): void {
    this.runningSince ??= now
  }

  activeMs(now: number): number {
    return this.collectedMs + (this.runningSince === null ? 0 : now - this.runningSince)
  }
}
