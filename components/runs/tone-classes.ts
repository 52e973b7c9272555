import type { StatusTone } from '@/lib/runs/run-status'

export const TONE_TEXT: Record<StatusTone, string> = {
  neutral: 'text-neutral',
  busy: 'text-busy',
  waiting: 'text-waiting',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
}

export const TONE_FILL: Record<StatusTone, string> = {
  neutral: 'bg-neutral',
  busy: 'bg-busy',
  waiting: 'bg-waiting',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
}
