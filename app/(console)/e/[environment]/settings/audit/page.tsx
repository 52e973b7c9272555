import type { Metadata } from 'next'
import { AuditFilterBar } from '@/components/settings/audit-filter-bar'
import { AuditPaging } from '@/components/settings/audit-paging'
import { AuditTable } from '@/components/settings/audit-table'
import { parseAuditFilter } from '@/lib/audit/audit-filter'
import { listAudit } from '@/lib/audit/queries'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ params, searchParams }: PageProps<'/e/[environment]/settings/audit'>) {
  const { environment } = await params
  const filter = await parseAuditFilter(searchParams)
  const page = await listAudit(filter)
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-semibold text-16">Audit log</h1>
        <p className="text-13 text-muted">
          {page.isOwnOnly ? 'What you changed' : 'Who changed what'}, newest first. Nobody can alter or delete a row.
        </p>
      </div>
      <AuditFilterBar actions={page.actions} filter={filter} isOwnOnly={page.isOwnOnly} />
      <AuditTable rows={page.rows} environment={environment} filter={filter} />
      <AuditPaging environment={environment} filter={filter} nextCursor={page.nextCursor} />
    </div>
  )
}
