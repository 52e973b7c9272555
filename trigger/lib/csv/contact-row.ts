import { z } from 'zod'
import { decodeField } from './decode-field'
import type { ContactColumn, CsvHeader } from './header'
import type { CsvRecord } from './parse-records'

const text = (max: number) => z.string().trim().max(max, `is longer than ${max} characters`)
const orNull = (value: string) => (value === '' ? null : value)

const Contact = z.object({
  email: text(254).pipe(z.email('is not an e-mail address')),
  name: text(200).min(1, 'is empty'),
  company: text(200).transform(orNull),
  phone: text(50).transform(orNull),
})
export type Contact = z.infer<typeof Contact>

export type RowVerdict = { contact: Contact } | { reason: string }

/** Judges one record. A reason names the column and what is wrong, never the value: values are about people. */
export function readContact(record: CsvRecord, header: Pick<CsvHeader, 'width' | 'positions'>): RowVerdict {
  if (record.problem) return { reason: record.problem }
  const { fields } = record
  if (fields.length !== header.width) return { reason: `has ${fields.length} columns instead of ${header.width}` }
  const values: Record<ContactColumn, string> = { email: '', name: '', company: '', phone: '' }
  for (const [column, position] of Object.entries(header.positions)) {
    const value = decodeField(fields[position] ?? '')
    if (value === null) return { reason: `${column} is not valid UTF-8` }
    if (value.includes('\0')) return { reason: `${column} contains a NUL byte` }
    values[column as ContactColumn] = value
  }
  const parsed = Contact.safeParse(values)
  if (parsed.success) return { contact: parsed.data }
  const issue = parsed.error.issues[0]
  return { reason: `${String(issue?.path[0])} ${issue?.message}` }
}
