import { RunListSkeleton } from '@/components/runs/run-list-skeleton'

export default function RunsLoading() {
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-3 py-3 sm:px-5 sm:py-4">
      <div className="h-8" />
      <section className="flex min-h-80 flex-1 flex-col overflow-hidden rounded-md border bg-panel">
        <div className="h-8 border-b" />
        <RunListSkeleton />
      </section>
    </div>
  )
}
