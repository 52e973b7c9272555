import { createHash } from 'node:crypto'
import type { TaskRunError } from '@trigger.dev/core/v3'

/** What differs from one occurrence to the next. The order matters: an id inside a URL is part of the URL. */
const VARYING: ReadonlyArray<[RegExp, string]> = [
  [/\bhttps?:\/\/\S+/g, '<url>'],
  [/\b[\w.%+-]+@[\w-]+(\.[\w-]+)+\b/g, '<email>'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b[a-z]+_[A-Za-z0-9]{8,}\b/g, '<id>'],
  [/\b0x[0-9a-f]{6,}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{16,}\b/gi, '<id>'],
  [/(?:[A-Za-z]:)?(?:[\\/][^\\/\s:'"()]+){2,}/g, '<path>'],
  [/\b\d{4,}\b/g, '<number>'],
  [/(["'])(?:(?!\1).){20,}\1/g, '<text>'],
]

/** The same for the same error of the same task, whatever ids, times and paths its message names. */
export function errorFingerprint(taskId: string, error: TaskRunError): string {
  const input = JSON.stringify([taskId, error.type, withoutVaryingParts(distinctive(error))])
  return createHash('sha256').update(input).digest('hex').slice(0, 16)
}

/** As on a real server, the name counts only where there is no message: a renamed class does not make a new error. */
function distinctive(error: TaskRunError): string {
  switch (error.type) {
    case 'BUILT_IN_ERROR':
      return error.message || error.name
    case 'INTERNAL_ERROR':
      return `${error.code} ${error.message ?? ''}`
    default:
      return error.raw
  }
}

function withoutVaryingParts(message: string): string {
  // Only the beginning: a message may carry a whole document.
  return VARYING.reduce((text, [pattern, word]) => text.replace(pattern, word), message.slice(0, 2_000))
}
