import Link from 'next/link'
import { buttonStyle } from '@/components/ui/button'
import { type AuditFilter, serializeAuditFilter } from '@/lib/audit/audit-filter'
import { routes } from '@/lib/routes'

type AuditPagingProps = { environment: string; filter: AuditFilter; nextCursor: number | null }

/** By cursor and not by number, so that a page does not shift while rows are added. */
export function AuditPaging({ environment, filter, nextCursor }: AuditPagingProps) {
  const at = (before: number | null) => routes.audit(environment, serializeAuditFilter({ ...filter, before }))
  return (
    <nav aria-label="Pages" className="flex gap-2">
      {filter.before !== null && (
        <Link href={at(null)} className={buttonStyle({})}>
          Newest
        </Link>
      )}
      {nextCursor !== null && (
        <Link href={at(nextCursor)} className={buttonStyle({})}>
          Older
        </Link>
      )}
    </nav>
  )
}
