import { ScrollText } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'
import type { AuditFilter } from '@/lib/audit/audit-filter'
import type { AuditRow } from '@/lib/audit/audit-row'
import { AuditLine } from './audit-line'

const COLUMNS = ['When', 'Who', 'What', 'Target', 'Change'] as const

type AuditTableProps = { rows: AuditRow[]; environment: string; filter: AuditFilter }

export function AuditTable({ rows, environment, filter }: AuditTableProps) {
  if (rows.length === 0) return <NoRows filter={filter} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section aria-label="Audit log" tabIndex={0} className="overflow-x-auto rounded-lg border border-line bg-panel">
      <table className="w-full text-13 max-sm:block sm:min-w-[760px]">
        <thead className="text-left text-12 text-muted max-sm:sr-only">
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className="h-8 px-3 font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <AuditLine key={row.id} row={row} environment={environment} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function NoRows({ filter }: { filter: AuditFilter }) {
  const isFiltered = Boolean(filter.who || filter.action || filter.target || filter.outcome || filter.before !== null)
  return isFiltered ? (
    <EmptyState icon={ScrollText} title="No row matches">
      Change or clear the filters above.
    </EmptyState>
  ) : (
    <EmptyState icon={ScrollText} title="Nothing has been changed yet">
      Every change, done or refused, will leave a row here.
    </EmptyState>
  )
}
