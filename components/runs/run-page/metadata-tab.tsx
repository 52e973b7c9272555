'use client'

import { CopyButton } from '@/components/ui/copy-button'
import type { RunDetail } from '@/lib/runs/run'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { JsonTree } from './json-tree'
import { useChangedPaths } from './use-changed-paths'

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
