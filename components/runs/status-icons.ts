import {
  AlarmClockOff,
  Ban,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Flame,
  Hourglass,
  ListEnd,
  LoaderCircle,
  type LucideIcon,
  PackageOpen,
  Play,
  ServerCrash,
  TimerOff,
} from 'lucide-react'
import type { StatusIcon } from '@/lib/runs/run-status'

/** One shape per status: in greyscale the words and these are all there is. */
export const STATUS_ICONS: Record<StatusIcon, LucideIcon> = {
  'package-clock': PackageOpen,
  clock: Clock,
  queue: ListEnd,
  'handed-over': Play,
  spinner: LoaderCircle,
  hourglass: Hourglass,
  check: CircleCheck,
  ban: Ban,
  cross: CircleX,
  flame: Flame,
  'server-crash': ServerCrash,
  'timer-off': TimerOff,
  alarm: AlarmClockOff,
  unknown: CircleHelp,
}
