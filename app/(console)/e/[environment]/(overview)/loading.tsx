import { Skeleton } from '@/components/ui/skeleton'

export default function OverviewLoading() {
  return (
    <div aria-busy className="flex flex-col gap-4 p-4 sm:p-5">
      <Skeleton className="h-8 w-40" />
      <div className="grid gap-3 md:grid-cols-3">
        <Skeleton className="h-[92px]" />
        <Skeleton className="h-[92px]" />
        <Skeleton className="h-[92px]" />
      </div>
      <Skeleton className="h-[98px]" />
      <Skeleton className="h-[278px]" />
    </div>
  )
}
