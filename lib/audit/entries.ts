import type { AuditEntry } from './record'

/** What one action says about what it touches: one entry per target, later words added to earlier ones. */
export class AuditEntries {
  private readonly byTarget = new Map<string, AuditEntry>()

  add(entry: AuditEntry): void {
    const key = `${entry.target.type}:${entry.target.id}`
    this.byTarget.set(key, { ...this.byTarget.get(key), ...entry })
  }

  /** At least one, so that an action that named no target leaves a row too. */
  list(): Partial<AuditEntry>[] {
    return this.byTarget.size > 0 ? [...this.byTarget.values()] : [{}]
  }
}
