import { filterParts } from '@/lib/runs/filter-parts'
import type { RunListAddress } from '@/lib/runs/run-list-address'
import { COLUMN_LABELS } from '@/lib/runs/run-list-view'

/** What a view shows, in words. */
export function ViewSummary({ address }: { address: RunListAddress }) {
  const parts = filterParts(address)
  const columns = address.columns?.map((column) => COLUMN_LABELS[column].toLowerCase()).join(', ')
  return (
    <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-12">
      {parts.length === 0 && <Line name="runs" value="all of them" />}
      {parts.map(({ kind, name, value }) => (
        <Line key={kind} name={name} value={value} />
      ))}
      {columns !== undefined && <Line name="columns" value={columns || 'status and task only'} />}
    </dl>
  )
}

function Line({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="truncate" title={value.slice(0, 1_000)}>
        <bdi>{value}</bdi>
      </dd>
    </>
  )
}
