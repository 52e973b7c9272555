import 'server-only'
import { isUniqueViolation } from '@/lib/db/unique-violation'
import { AppError } from '@/lib/errors'

/** Turns the refusal of a second view of one name into an answer for the field. */
export async function refuseTakenName<T>(name: string, shared: boolean, write: PromiseLike<T>): Promise<T> {
  try {
    return await write
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause
    const text = `${shared ? 'The team has' : 'You have'} a view called “${name}” already. Choose another name.`
    throw new AppError('conflict', text, { cause, fieldErrors: { name: [text] } })
  }
}
