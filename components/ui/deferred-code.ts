/** Part of the app that no first view needs. It comes when the page is idle, or at once when somebody asks for it. */
export class DeferredCode<Module> {
  private arrived: Module | undefined
  private coming: Promise<void> | undefined
  private readonly listeners = new Set<() => void>()

  constructor(private readonly fetchModule: () => Promise<Module>) {}

  current = (): Module | undefined => this.arrived

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Rejects when the code could not be fetched; the next call tries again. */
  load = (): Promise<void> => {
    this.coming ??= this.fetchModule().then(
      (module) => {
        this.arrived = module
        for (const listener of this.listeners) listener()
      },
      (cause) => {
        this.coming = undefined
        throw cause
      },
    )
    return this.coming
  }
}
