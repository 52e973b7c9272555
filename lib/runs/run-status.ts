export const RUN_STATUS_WORDS = [
  'PENDING_VERSION',
  'DELAYED',
  'QUEUED',
  'DEQUEUED',
  'EXECUTING',
  'WAITING',
  'COMPLETED',
  'CANCELED',
  'FAILED',
  'CRASHED',
  'SYSTEM_FAILURE',
  'EXPIRED',
  'TIMED_OUT',
] as const

export type RunStatus = (typeof RUN_STATUS_WORDS)[number]

export type StatusTone = 'neutral' | 'busy' | 'waiting' | 'good' | 'warn' | 'bad'

export type StatusIcon =
  | 'package-clock'
  | 'clock'
  | 'queue'
  | 'handed-over'
  | 'spinner'
  | 'hourglass'
  | 'check'
  | 'ban'
  | 'cross'
  | 'flame'
  | 'server-crash'
  | 'timer-off'
  | 'alarm'
  | 'unknown'

export interface StatusFacts {
  label: string
  tone: StatusTone
  icon: StatusIcon
  /** Nothing can change a run in this status any more: it cannot be canceled, only replayed. */
  final: boolean
  /** A worker holds the run, so its duration is still growing. */
  running: boolean
  meaning: string
}

/** Four kinds of red share a tone and differ by icon, so that they can be told apart without colour. */
export const RUN_STATUSES = {
  PENDING_VERSION: {
    label: 'Pending version',
    tone: 'warn',
    icon: 'package-clock',
    final: false,
    running: false,
    meaning: 'No worker knows this task yet. The run starts when one does.',
  },
  DELAYED: {
    label: 'Delayed',
    tone: 'neutral',
    icon: 'clock',
    final: false,
    running: false,
    meaning: 'Waits for the time it was asked to start at.',
  },
  QUEUED: {
    label: 'Queued',
    tone: 'neutral',
    icon: 'queue',
    final: false,
    running: false,
    meaning: 'Waits for a free worker.',
  },
  DEQUEUED: {
    label: 'Starting',
    tone: 'busy',
    icon: 'handed-over',
    final: false,
    running: true,
    meaning: 'A worker has taken the run and is about to start it.',
  },
  EXECUTING: {
    label: 'Executing',
    tone: 'busy',
    icon: 'spinner',
    final: false,
    running: true,
    meaning: 'The task is at work.',
  },
  WAITING: {
    label: 'Waiting',
    tone: 'waiting',
    icon: 'hourglass',
    final: false,
    running: true,
    meaning: 'The task waits for a time, a token or another run.',
  },
  COMPLETED: {
    label: 'Completed',
    tone: 'good',
    icon: 'check',
    final: true,
    running: false,
    meaning: 'The task finished without an error.',
  },
  CANCELED: {
    label: 'Canceled',
    tone: 'neutral',
    icon: 'ban',
    final: true,
    running: false,
    meaning: 'Somebody stopped the run.',
  },
  FAILED: {
    label: 'Failed',
    tone: 'bad',
    icon: 'cross',
    final: true,
    running: false,
    meaning: 'The task threw an error and has no attempts left.',
  },
  CRASHED: {
    label: 'Crashed',
    tone: 'bad',
    icon: 'flame',
    final: true,
    running: false,
    meaning: 'The process of the task died, for example out of memory.',
  },
  SYSTEM_FAILURE: {
    label: 'System failure',
    tone: 'bad',
    icon: 'server-crash',
    final: true,
    running: false,
    meaning: 'The platform could not carry out the run.',
  },
  EXPIRED: {
    label: 'Expired',
    tone: 'neutral',
    icon: 'timer-off',
    final: true,
    running: false,
    meaning: 'The run did not start before its time to live ended.',
  },
  TIMED_OUT: {
    label: 'Timed out',
    tone: 'bad',
    icon: 'alarm',
    final: true,
    running: false,
    meaning: 'The run took longer than its maximum duration.',
  },
} as const satisfies Record<RunStatus, StatusFacts>

/** Words of older API versions and of the platform's own records, as some servers still send them. */
const OTHER_WORDS: Record<string, RunStatus> = {
  PENDING: 'QUEUED',
  WAITING_FOR_DEPLOY: 'PENDING_VERSION',
  RETRYING_AFTER_FAILURE: 'EXECUTING',
  REATTEMPTING: 'EXECUTING',
  WAITING_TO_RESUME: 'WAITING',
  PAUSED: 'WAITING',
  FROZEN: 'WAITING',
  COMPLETED_SUCCESSFULLY: 'COMPLETED',
  COMPLETED_WITH_ERRORS: 'FAILED',
  INTERRUPTED: 'FAILED',
}

/** The API's word for a status; a word nobody knows comes back as it is. */
export function canonicalStatus(status: string): string {
  const word = status.toUpperCase()
  return isRunStatus(word) ? word : (OTHER_WORDS[word] ?? status)
}

export function isRunStatus(word: string): word is RunStatus {
  return Object.hasOwn(RUN_STATUSES, word)
}

/** Facts for any word: a server newer than this app may send a status it has never heard of. */
export function statusFacts(status: string): StatusFacts {
  const word = canonicalStatus(status)
  if (isRunStatus(word)) return RUN_STATUSES[word]
  return {
    label: readable(status),
    tone: 'neutral',
    icon: 'unknown',
    final: false,
    running: false,
    meaning: `The server reports “${readable(status)}”, a status this version does not know.`,
  }
}

function readable(status: string): string {
  const words = status
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 40)
  return words === '' ? 'Unknown' : words.charAt(0).toUpperCase() + words.slice(1)
}
