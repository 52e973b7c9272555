import { Skeleton } from '@/components/ui/skeleton'

export default function SettingsLoading() {
  return (
    <div aria-busy className="flex max-w-[860px] flex-col gap-4">
      <Skeleton className="h-8 w-40" />
      <Skeleton className="h-64 w-full" />
    </div>
  )
}
