import { timestamp } from 'drizzle-orm/pg-core'

/** Milliseconds, because that is what a JavaScript date carries: a finer cursor would miss its own row. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })
