import { type ActionResult, failedResult } from './action-result'
import { AppError } from './errors'

/**
 * A server action never throws, but its request may be lost, and a transition would end the page with that. Here it is
 * a refusal like any other. The action may have been done all the same, so nobody is told that nothing happened.
 */
export async function orUnreachable<T>(act: Promise<ActionResult<T>>): Promise<ActionResult<T>> {
  try {
    return await act
  } catch (cause) {
    const message = 'Signalbox cannot be reached. See whether it was done before you try again.'
    return failedResult(new AppError('unavailable', message, { cause }))
  }
}
