import type { Environment } from './environment'

/** The platform serves one project of one organization. */
export function presentOrganization({ organizationId, createdAt }: Environment) {
  return { id: organizationId, title: 'Local', slug: 'local', createdAt }
}

export function presentProject(environment: Environment) {
  const { projectId, projectRef, createdAt } = environment
  return {
    id: projectId,
    externalRef: projectRef,
    name: projectRef,
    slug: projectRef.replace(/^proj_/, ''),
    createdAt,
    defaultRegion: null,
    organization: presentOrganization(environment),
  }
}
