'use client'

import { debounce, useQueryStates } from 'nuqs'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { actionLabel } from '@/lib/audit/action-label'
import { type AuditFilter, auditFilterParsers } from '@/lib/audit/audit-filter'

/** Long enough to finish a word before the server is asked. */
const TYPING_MS = 300

const ANY = 'any'
const OUTCOMES = [
  { value: ANY, label: 'Any outcome' },
  { value: 'done', label: 'Done' },
  { value: 'failed', label: 'Failed' },
] as const

type AuditFilterBarProps = { actions: string[]; filter: AuditFilter; isOwnOnly: boolean }

/** Applied at once. A changed filter starts again at the newest row. */
export function AuditFilterBar({ actions, filter, isOwnOnly }: AuditFilterBarProps) {
  const [state, setState] = useQueryStates(auditFilterParsers, { shallow: false, history: 'push' })
  const isFiltered = Boolean(filter.who || filter.action || filter.target || filter.outcome)
  const typed = { limitUrlUpdates: debounce(TYPING_MS), history: 'replace' } as const
  const items = [
    { value: ANY, label: 'Any action' },
    ...actions.map((action) => ({ value: action, label: actionLabel(action) })),
  ]
  return (
    <search className="flex flex-wrap gap-2">
      {!isOwnOnly && (
        <Input
          aria-label="Who"
          placeholder="Who"
          value={state.who}
          onChange={(event) => setState({ who: event.target.value, before: null }, typed)}
          className="w-40"
        />
      )}
      <Select
        label="Action"
        items={items}
        value={state.action || ANY}
        onValueChange={(action) => setState({ action: action === ANY ? '' : action, before: null })}
        className="w-52"
      />
      <Input
        aria-label="Id of the target"
        placeholder="Target id, such as run_…"
        value={state.target}
        onChange={(event) => setState({ target: event.target.value.trim(), before: null }, typed)}
        className="w-64 font-mono text-12"
      />
      <Select
        label="Outcome"
        items={OUTCOMES}
        value={state.outcome ?? ANY}
        onValueChange={(outcome) => setState({ outcome: outcome === ANY ? null : outcome, before: null })}
        className="w-36"
      />
      {isFiltered && (
        <Button variant="ghost" onClick={() => setState(null)}>
          Clear filters
        </Button>
      )}
    </search>
  )
}
