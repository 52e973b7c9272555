'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useNow } from '@/components/layout/use-now'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { formatDuration } from '@/lib/format/duration'
import { shortId } from '@/lib/format/short-id'
import { routes } from '@/lib/routes'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import type { RowKind, TimelineRow } from '@/lib/runs/trace/timeline'
import { runSpanOptions } from '@/lib/runs/trace/trace-options'
import { TONE_TEXT } from '../tone-classes'
import { ErrorBlock } from './error-block'
import { Fact, Facts } from './facts'
import { JsonTree } from './json-tree'
import { Moment } from './moment'
import { QueryFailure } from './query-failure'
import { rowIcon } from './row-icons'

const KIND_WORDS: Record<RowKind, string> = {
  run: 'Run',
  attempt: 'Attempt',
  span: 'Span',
  log: 'Log line',
  wait: 'Wait',
  retry: 'Wait between two attempts',
  engine: 'Note of the platform',
  queue: 'Time in the queue',
  delay: 'Delay that was asked for',
}

type SpanPanelProps = { environment: string; runId: string; row: TimelineRow; onClose: () => void }

/** What is known of the selected row of the timeline, with the way back to the run. */
export function SpanPanel({ environment, runId, row, onClose }: SpanPanelProps) {
  const Icon = rowIcon(row)
  return (
    <section aria-label={`Selected: ${row.name}`} className="flex min-h-0 flex-col">
      <header className="flex items-center gap-2 border-line border-b px-3 py-1.5">
        <Button variant="ghost" size="sm" onClick={onClose}>
          <ArrowLeft aria-hidden />
          Run
        </Button>
        <Icon aria-hidden className={`size-4 shrink-0 ${TONE_TEXT[row.tone]}`} />
        <h2 className="truncate font-semibold text-14">{row.kind === 'log' ? KIND_WORDS.log : row.name}</h2>
      </header>
      <div className="flex flex-col gap-4 overflow-y-auto p-4">
        {row.kind === 'log' && <p className="whitespace-pre-wrap break-words font-mono text-12">{row.name}</p>}
        {row.item?.exception && (
          <ErrorBlock
            name={row.item.exception.type}
            message={row.item.exception.message}
            stack={row.item.exception.stack}
          />
        )}
        <SpanFacts environment={environment} runId={runId} row={row} />
        {row.item && <SpanProperties environment={environment} runId={runId} row={row} />}
      </div>
    </section>
  )
}

function SpanFacts({ environment, runId, row }: Omit<SpanPanelProps, 'onClose'>) {
  const isOpen = row.endMs === null
  const now = useNow(isOpen)
  const isPoint = row.kind === 'log' || row.kind === 'engine'
  return (
    <Facts>
      <Fact name="Kind">
        {KIND_WORDS[row.kind]}
        {row.item && isPoint && (
          <Badge className="ml-2" tone={row.tone}>
            {row.item.level.toLowerCase()}
          </Badge>
        )}
      </Fact>
      <Fact name={isPoint ? 'Written' : 'Began'}>
        <Moment date={new Date(row.startMs)} />
      </Fact>
      {!isPoint && (
        <>
          <Fact name="Ended">
            {row.endMs === null ? (
              <span className="text-muted">still open</span>
            ) : (
              <Moment date={new Date(row.endMs)} />
            )}
          </Fact>
          <Fact name="Took">
            <span className="tabular-nums" suppressHydrationWarning>
              {formatDuration((row.endMs ?? now.getTime()) - row.startMs, { ticking: isOpen })}
            </span>
            {row.item?.isCanceled && <span className="ml-2 text-muted">canceled</span>}
          </Fact>
        </>
      )}
      {row.item?.attemptNumber != null && <Fact name="Attempt">{row.item.attemptNumber}</Fact>}
      {row.runId !== runId && (
        <Fact name="Run">
          <Link href={routes.run(environment, row.runId)} className="font-mono text-12 text-accent underline">
            {shortId(row.runId)}
          </Link>
        </Fact>
      )}
      {row.item?.marks.map((mark) => (
        <Fact key={`${mark.name}${mark.at.getTime()}`} name={mark.name.replaceAll('_', ' ')}>
          <Moment date={mark.at} />
          {mark.durationMs !== null && (
            <span className="ml-2 text-muted tabular-nums">{formatDuration(mark.durationMs)}</span>
          )}
        </Fact>
      ))}
    </Facts>
  )
}

function SpanProperties({ environment, runId, row }: Omit<SpanPanelProps, 'onClose'>) {
  const item = row.item
  const inTrace = item?.properties ?? null
  const query = useQuery({
    ...runSpanOptions(environment, row.runId === runId ? runId : row.runId, row.id),
    enabled: inTrace === null && item !== null,
    staleTime: item?.durationMs === null ? 0 : Number.POSITIVE_INFINITY,
  })
  if (query.isError) return <QueryFailure what="properties" query={query} />
  if (inTrace === null && query.isPending) return <Skeleton className="h-16 w-full" />
  const properties = inTrace ?? query.data?.properties ?? null
  const triggered = query.data?.triggeredRuns ?? []
  return (
    <>
      {properties && Object.keys(properties).length > 0 && (
        <section>
          <h3 className="mb-1 font-medium text-13">Properties</h3>
          <JsonTree value={properties as JsonValue} label="Properties" className="max-h-80" />
        </section>
      )}
      {triggered.length > 0 && (
        <section>
          <h3 className="mb-1 font-medium text-13">Started runs</h3>
          <ul className="flex flex-col gap-1 text-13">
            {triggered.map((run) => (
              <li key={run.runId}>
                <Link href={routes.run(environment, run.runId)} className="text-accent underline">
                  {run.taskId ?? run.runId}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
