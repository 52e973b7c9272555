'use client'

import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { keepTrying } from '@/components/ui/keep-trying'
import { Skeleton } from '@/components/ui/skeleton'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import type { RunDataPart } from '@/lib/runs/trace/run-data'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import { QueryFailure } from './query-failure'

const JsonPanel = dynamic(() => keepTrying(() => import('./json-panel')).then((module) => module.JsonPanel), {
  ssr: false,
  loading: () => <Skeleton className="h-24 w-full" />,
})

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
  const title = TITLES[part]
  if (!isWritten) return <Nothing title={title}>The run has not finished yet. What it returns will be here.</Nothing>
  if (query.isError) return <QueryFailure what={title.toLowerCase()} query={query} />
  if (!query.data) return <Skeleton className="h-24 w-full" />
  if (query.data.isTooLarge) return <Nothing title={title}>Larger than 10 MB, too much to show here.</Nothing>
  if (query.data.text === null)
    return (
      <Nothing title={title}>
        {part === 'output' ? 'The run returned nothing.' : 'The run was started without a payload.'}
      </Nothing>
    )
  return (
    <JsonPanel
      title={title}
      text={query.data.text}
      sizeBytes={query.data.sizeBytes}
      fileName={`${run.id}-${part}.json`}
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
