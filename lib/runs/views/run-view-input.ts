import { z } from 'zod'
import { parseRunListAddress, serializeRunListAddress } from '../run-list-address'
import { MAX_VIEW_NAME } from './run-view'

/** Control characters, and those that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

const environment = z.string().min(1).max(100)
const shared = z.boolean()

const name = z
  .string()
  .transform((text) => text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'Give the view a name.').max(MAX_VIEW_NAME, `Use at most ${MAX_VIEW_NAME} characters.`))

/** Whatever comes in, only a filter and columns are kept. */
const search = z
  .string()
  .max(20_000)
  .transform((text) => serializeRunListAddress(parseRunListAddress(new URLSearchParams(text))))

export const OneRunView = z.object({ environment, id: z.uuid() })
export const NewRunView = z.object({ environment, name, search, shared })
export const EditedRunView = OneRunView.extend({ name, shared })
export const UpdatedRunView = OneRunView.extend({ search })
