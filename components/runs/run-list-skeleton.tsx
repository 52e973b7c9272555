import { Skeleton } from '@/components/ui/skeleton'

const ROWS = Array.from({ length: 14 }, (_, index) => index)

/** As large as the table it stands for: head and rows of the comfortable height. */
export function RunListSkeleton() {
  return (
    <div role="status" aria-label="Reading the runs" className="h-full overflow-hidden">
      <div className="h-9 border-b max-sm:hidden" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-[72px] items-center gap-4 border-b px-3 sm:h-9">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-3 w-40" />
          <Skeleton className="h-3 grow max-sm:hidden" />
          <Skeleton className="h-3 w-20 max-sm:hidden" />
        </div>
      ))}
    </div>
  )
}
