'use client'

import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@/components/ui/skeleton'
import { isFinished, type RunDetail } from '@/lib/runs/run'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { parseJsonOrText } from '@/lib/runs/trace/exact-json'
import type { RunData, RunDataPart } from '@/lib/runs/trace/run-data'
import { runDataOptions } from '@/lib/runs/trace/trace-options'
import { JsonDiff } from './json-diff'
import { QueryFailure } from './query-failure'

type CompareDataProps = { environment: string; run: RunDetail; other: RunDetail; all: boolean }

/** What the two runs were given, what they returned, and what they said about themselves. */
export function CompareData({ environment, run, other, all }: CompareDataProps) {
  return (
    <>
      <ComparedPart title="Payload" part="payload" environment={environment} run={run} other={other} all={all} />
      <ComparedPart title="Output" part="output" environment={environment} run={run} other={other} all={all} />
      <JsonDiff
        title="Metadata"
        before={other.metadata as JsonValue | undefined}
        after={run.metadata as JsonValue | undefined}
        all={all}
      />
    </>
  )
}

type ComparedPartProps = CompareDataProps & { title: string; part: RunDataPart }

function ComparedPart({ title, part, environment, run, other, all }: ComparedPartProps) {
  const isWritten = (one: RunDetail) => part === 'payload' || isFinished(one)
  const mine = useQuery({ ...runDataOptions(environment, run.id, part), enabled: isWritten(run) })
  const theirs = useQuery({ ...runDataOptions(environment, other.id, part), enabled: isWritten(other) })
  const failed = [mine, theirs].find((query) => query.isError)
  if (failed) return <QueryFailure what={title.toLowerCase()} query={failed} />
  if (mine.isLoading || theirs.isLoading) return <Skeleton className="h-16 w-full" />
  const hidden = (mine.data?.hiddenCount ?? 0) + (theirs.data?.hiddenCount ?? 0)
  return (
    <JsonDiff
      title={title}
      before={documentOf(theirs.data)}
      after={documentOf(mine.data)}
      all={all}
      note={noteOf(mine.data, theirs.data, hidden)}
    />
  )
}

/** The same object for the same text, so that the differences are worked out once. */
const parsed = new WeakMap<RunData, JsonValue | undefined>()

function documentOf(data: RunData | undefined): JsonValue | undefined {
  if (data === undefined || data.text === null) return undefined
  if (!parsed.has(data)) parsed.set(data, parseJsonOrText(data.text))
  return parsed.get(data)
}

function noteOf(mine: RunData | undefined, theirs: RunData | undefined, hidden: number): string | null {
  if (mine?.isTooLarge || theirs?.isTooLarge) return 'One of the two is larger than 10 MB, too much to compare here.'
  return hidden > 0 ? 'Secret values are hidden, and not compared.' : null
}
