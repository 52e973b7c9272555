import { Skeleton } from '@/components/ui/skeleton'

const ROWS = ['w-40', 'w-28', 'w-52', 'w-44', 'w-60', 'w-36']

/** The size of the page that is coming, so that nothing moves when it does. */
export function RunPageSkeleton() {
  return (
    <div role="status" className="flex min-h-0 grow flex-col">
      <span className="sr-only">Loading the run</span>
      <div className="flex h-[84px] shrink-0 items-start gap-3 px-4 py-3">
        <Skeleton className="h-7 w-56" />
        <Skeleton className="h-7 w-40" />
        <Skeleton className="ml-auto h-8 w-52 max-sm:hidden" />
      </div>
      <div className="flex min-h-0 grow border-line border-t max-[899px]:flex-col">
        <div className="min-[900px]:w-[58%]">
          <div className="h-[72px] border-line border-b" />
          {ROWS.map((width) => (
            <div key={width} className="flex h-8 items-center border-line border-b px-4">
              <Skeleton className={`h-3.5 ${width}`} />
            </div>
          ))}
        </div>
        <div className="flex grow flex-col gap-3 border-line bg-panel p-4 min-[900px]:border-l">
          <Skeleton className="mb-2 h-6 w-full" />
          {ROWS.map((width) => (
            <Skeleton key={width} className={`h-4 ${width}`} />
          ))}
        </div>
      </div>
    </div>
  )
}
