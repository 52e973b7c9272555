import { RunPageSkeleton } from '@/components/runs/run-page/run-page-skeleton'

export default function Loading() {
  return <RunPageSkeleton />
}
