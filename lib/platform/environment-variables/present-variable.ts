import type { LoadedVariable } from './load-variables'

/** A secret is never shown again; what cannot be read says so instead of failing the whole list. */
export function presentVariable({ name, value, isSecret }: LoadedVariable) {
  return { name, value: isSecret ? '<redacted>' : (value ?? '<unreadable: stored under another secret key>'), isSecret }
}
