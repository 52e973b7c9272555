import type { TaskRunError } from '@trigger.dev/core/v3'

const MAX_MESSAGE = 500

export interface Failure {
  /** The class of the error, or the code of an internal one. */
  type: string
  message: string
}

/** How an error is called; one without a message goes by its name or by what was thrown. */
export function describeFailure(error: TaskRunError): Failure {
  switch (error.type) {
    case 'BUILT_IN_ERROR':
      return { type: error.name || 'Error', message: beginning(error.message) || error.name || 'Unknown error' }
    case 'INTERNAL_ERROR':
      return { type: error.code, message: beginning(error.message ?? '') || error.code }
    default:
      return { type: 'Error', message: beginning(error.raw) || 'Unknown error' }
  }
}

/** In characters: half of one could not be stored. */
function beginning(text: string): string {
  return Array.from(text.slice(0, 2 * MAX_MESSAGE))
    .slice(0, MAX_MESSAGE)
    .join('')
}
