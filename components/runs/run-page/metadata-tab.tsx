'use client'

import dynamic from 'next/dynamic'
import { CopyButton } from '@/components/ui/copy-button'
import { keepTrying } from '@/components/ui/keep-trying'
import { Skeleton } from '@/components/ui/skeleton'
import type { RunDetail } from '@/lib/runs/run'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { useChangedPaths } from './use-changed-paths'

const JsonTree = dynamic(() => keepTrying(() => import('./json-tree')).then((module) => module.JsonTree), {
  ssr: false,
  loading: () => <Skeleton className="h-24 w-full" />,
})

/** What the task says about itself while it works; a value that changes is marked once. */
export function MetadataTab({ run }: { run: RunDetail }) {
  const metadata = run.metadata as JsonValue | undefined
  const changed = useChangedPaths(metadata)
  if (metadata === undefined || metadata === null) {
    return (
      <p className="p-4 text-13 text-muted">This run has written no metadata. A task writes it with metadata.set().</p>
    )
  }
  return (
    <div className="flex min-h-0 flex-col gap-2 p-4">
      <header className="flex items-center justify-between">
        <h3 className="font-medium text-13">Metadata</h3>
        <CopyButton text={() => JSON.stringify(metadata, null, 2)} label="Copy metadata" />
      </header>
      <JsonTree value={metadata} label="Metadata" changed={changed} className="max-h-[65vh]" />
    </div>
  )
}
