export type FieldChange = { field: string; before?: string; after?: string }

/** Which fields an audit row changed, one line each, as text. What is not an object is one nameless field. */
export function describeChange(before: unknown, after: unknown): FieldChange[] {
  const old = fieldsOf(before)
  const next = fieldsOf(after)
  const changes: FieldChange[] = []
  for (const field of new Set([...old.keys(), ...next.keys()])) {
    const from = old.get(field)
    const to = next.get(field)
    if (from === to) continue
    changes.push({ field, ...(from !== undefined && { before: from }), ...(to !== undefined && { after: to }) })
  }
  return changes
}

function fieldsOf(value: unknown): Map<string, string> {
  if (value === null || value === undefined) return new Map()
  if (typeof value !== 'object' || Array.isArray(value)) return new Map([['', textOf(value)]])
  return new Map(Object.entries(value).map(([field, inner]) => [field, textOf(inner)]))
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
