'use client'

import dynamic from 'next/dynamic'
import { useEffect } from 'react'
import { keepTrying } from '@/components/ui/keep-trying'
import { Skeleton } from '@/components/ui/skeleton'
import { whenIdle } from '@/components/ui/when-idle'

const WIDTHS = ['w-2/5', 'w-4/5', 'w-3/5', 'w-2/3', 'w-1/2']

/** Fills the panel, whose size is fixed: what arrives takes its place and moves nothing around it. */
function PanelSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-3 p-4">
      <span className="sr-only">Loading</span>
      {WIDTHS.map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}

/** The overview is what a visit begins with; the rest comes when the page is idle, or with the tab's first press. */
export const LogsTab = dynamic(() => keepTrying(() => import('./logs-tab')).then((module) => module.LogsTab), {
  loading: PanelSkeleton,
})
export const DataTab = dynamic(() => keepTrying(() => import('./data-tab')).then((module) => module.DataTab), {
  loading: PanelSkeleton,
})
export const MetadataTab = dynamic(
  () => keepTrying(() => import('./metadata-tab')).then((module) => module.MetadataTab),
  { loading: PanelSkeleton },
)
export const AttemptsTab = dynamic(
  () => keepTrying(() => import('./attempts-tab')).then((module) => module.AttemptsTab),
  { loading: PanelSkeleton },
)
export const RelatedTab = dynamic(() => keepTrying(() => import('./related-tab')).then((module) => module.RelatedTab), {
  loading: PanelSkeleton,
})
export const CompareTab = dynamic(() => keepTrying(() => import('./compare-tab')).then((module) => module.CompareTab), {
  loading: PanelSkeleton,
})
export const SpanPanel = dynamic(() => keepTrying(() => import('./span-panel')).then((module) => module.SpanPanel), {
  loading: PanelSkeleton,
})

function fetchAll() {
  const parts = [
    import('./span-panel'),
    import('./logs-tab'),
    import('./data-tab'),
    import('./metadata-tab'),
    import('./attempts-tab'),
    import('./related-tab'),
    import('./compare-tab'),
  ]
  // What failed here is fetched again, and waited for, when somebody opens it.
  void Promise.allSettled(parts)
}

/** Fetches the panels while nobody needs them yet, so that opening one is instant. */
export function useInspectorCode(): void {
  useEffect(() => whenIdle(fetchAll), [])
}
