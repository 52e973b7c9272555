import { CircleX } from 'lucide-react'
import Link from 'next/link'
import { actionLabel } from '@/lib/audit/action-label'
import type { AuditRow } from '@/lib/audit/audit-row'
import { describeChange, type FieldChange } from '@/lib/audit/describe-change'
import { routes } from '@/lib/routes'
import { AuditTime } from './audit-time'

export function AuditLine({ row, environment }: { row: AuditRow; environment: string }) {
  return (
    <tr className="border-t align-top first:border-t-0 max-sm:block max-sm:py-2 sm:first:border-t [&>td]:px-3 max-sm:[&>td]:block sm:[&>td]:py-2">
      <td className="whitespace-nowrap text-muted tabular-nums">
        <AuditTime date={row.at} />
      </td>
      <td className="font-medium">{row.actorName}</td>
      <td>
        {actionLabel(row.action)}
        {row.error && (
          <span className="mt-0.5 flex items-center gap-1.5 text-12 text-bad">
            <CircleX aria-hidden className="size-3.5" /> Failed: {row.error.code}{' '}
            <code className="font-mono">{row.error.id}</code>
          </span>
        )}
      </td>
      <td className="font-mono text-12">
        <Target row={row} environment={environment} />
      </td>
      <td className="text-12">
        {describeChange(row.before, row.after).map((change) => (
          <Change key={change.field} change={change} />
        ))}
        {row.reason && <p className="text-muted">“{row.reason}”</p>}
      </td>
    </tr>
  )
}

function Target({ row: { target, ...row }, environment }: { row: AuditRow; environment: string }) {
  if (!target) return '—'
  if (target.type !== 'run') return <TargetName target={target} />
  return (
    <Link
      href={routes.run(row.environment ?? environment, target.id)}
      className="break-all text-accent hover:underline"
    >
      {target.id}
    </Link>
  )
}

function TargetName({ target }: { target: NonNullable<AuditRow['target']> }) {
  return (
    <span title={target.id}>
      <span className="text-muted">{target.type} </span>
      {target.label ? <span className="font-sans text-13">{target.label}</span> : target.id.slice(0, 8)}
    </span>
  )
}

function Change({ change: { field, before, after } }: { change: FieldChange }) {
  return (
    <p className="break-words">
      {field && <span className="text-muted">{field}: </span>}
      {before !== undefined && <del className="text-muted">{before}</del>}
      {before !== undefined && after !== undefined && <span aria-hidden> → </span>}
      {after !== undefined && <ins className="no-underline">{after}</ins>}
    </p>
  )
}
