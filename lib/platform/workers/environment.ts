/** The environment the platform serves; its row is made at the first start (ensure-environment.ts). */
export interface Environment {
  id: string
  slug: string
  type: string
  projectId: string
  projectRef: string
  organizationId: string
}
