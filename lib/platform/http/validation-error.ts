import { ApiError } from './api-error'
import type { Zod3Issue } from './zod3-issues'

/** The 400 of a real server for a body that its schema refuses: every issue in one sentence. */
export function validationError(issues: readonly Zod3Issue[]): ApiError {
  return new ApiError(400, `Validation error: ${issues.map(describe).join('; ')}`)
}

function describe(issue: Zod3Issue): string {
  if (issue.unionErrors) {
    const alternatives = issue.unionErrors.map(({ issues }) => issues.map(describe).join('; '))
    return [...new Set(alternatives)].join(', or ')
  }
  const [first, ...rest] = issue.path
  if (first === undefined) return issue.message
  if (typeof first === 'number' && rest.length === 0) return `${issue.message} at index ${first}`
  return `${issue.message} at "${issue.path.map(pathPart).join('')}"`
}

function pathPart(key: PropertyKey, index: number): string {
  if (typeof key === 'number') return `[${key}]`
  if (!/^[\p{L}$_][\p{L}\p{N}$_]*$/u.test(String(key))) return `["${String(key)}"]`
  return `${index === 0 ? '' : '.'}${String(key)}`
}
