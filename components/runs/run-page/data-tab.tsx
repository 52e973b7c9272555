'use client'

import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@/components/ui/skeleton'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import type { RunDataPart } from '@/lib/runs/trace/run-data'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import { JsonPanel } from './json-panel'
import { QueryFailure } from './query-failure'
import { SecretsNote } from './secrets-note'
import { useRevealedData } from './use-revealed-data'

const TITLES: Record<RunDataPart, string> = { payload: 'Payload', output: 'Output' }

export function DataTab({ environment, run }: { environment: string; run: RunDetail }) {
  return (
    <div className="flex flex-col gap-6 p-4">
      <Part environment={environment} run={run} part="payload" />
      <Part environment={environment} run={run} part="output" />
    </div>
  )
}

function Part({ environment, run, part }: { environment: string; run: RunDetail; part: RunDataPart }) {
  const isWritten = part === 'payload' || isFinished(run)
  const query = useQuery({ ...runDataOptions(environment, run.id, part), enabled: isWritten })
  const revealed = useRevealedData(environment, run.id, part)
  const title = TITLES[part]
  if (!isWritten) return <Nothing title={title}>The run has not finished yet. What it returns will be here.</Nothing>
  if (query.isError) return <QueryFailure what={title.toLowerCase()} query={query} />
  if (!query.data) return <Skeleton className="h-24 w-full" />
  if (query.data.isTooLarge) return <Nothing title={title}>Larger than 10 MB, too much to show here.</Nothing>
  const text = revealed.data?.text ?? query.data.text
  if (text === null)
    return (
      <Nothing title={title}>
        {part === 'output' ? 'The run returned nothing.' : 'The run was started without a payload.'}
      </Nothing>
    )
  return (
    <JsonPanel
      title={title}
      text={text}
      sizeBytes={query.data.sizeBytes}
      fileName={`${run.id}-${part}.json`}
      note={query.data.hiddenCount > 0 && <SecretsNote count={query.data.hiddenCount} revealed={revealed} />}
    />
  )
}

function Nothing({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h3 className="font-medium text-13">{title}</h3>
      <p className="mt-1 text-13 text-muted">{children}</p>
    </section>
  )
}
