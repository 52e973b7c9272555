/** The environment the platform serves; its row is made at the first start (ensure-environment.ts). */
export interface Environment {
  id: string
  slug: string
  type: string
  projectId: string
  projectRef: string
  organizationId: string
  /** How many runs may execute at once, over all queues; null is no limit of the platform's own. */
  concurrencyLimit: number | null
  createdAt: Date
}
