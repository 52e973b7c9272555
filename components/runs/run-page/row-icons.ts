import {
  ArrowRight,
  Box,
  Clock,
  Cog,
  Hourglass,
  ListEnd,
  type LucideIcon,
  RotateCw,
  ScrollText,
  TrainFront,
  Workflow,
} from 'lucide-react'
import type { RowKind, TimelineRow } from '@/lib/runs/trace/timeline'

const ICONS: Record<RowKind, LucideIcon> = {
  run: Box,
  attempt: ArrowRight,
  span: Workflow,
  log: ScrollText,
  wait: Hourglass,
  retry: RotateCw,
  engine: Cog,
  queue: ListEnd,
  delay: Clock,
}

/** The run itself carries the train; runs that it started are boxes. */
export const rowIcon = (row: Pick<TimelineRow, 'kind' | 'depth'>): LucideIcon =>
  row.kind === 'run' && row.depth === 0 ? TrainFront : ICONS[row.kind]
