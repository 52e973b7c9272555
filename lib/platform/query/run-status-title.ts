import type { StoredRunStatus } from '../runs/run-record'

/** The words in which queries name a run's status; a real server's, which differ from those of the rest of the API. */
const TITLES: Record<StoredRunStatus, string> = {
  DELAYED: 'Delayed',
  PENDING: 'Queued',
  PENDING_VERSION: 'Pending version',
  DEQUEUED: 'Dequeued',
  EXECUTING: 'Executing',
  RETRYING_AFTER_FAILURE: 'Reattempting',
  WAITING_TO_RESUME: 'Waiting',
  COMPLETED_SUCCESSFULLY: 'Completed',
  COMPLETED_WITH_ERRORS: 'Failed',
  CANCELED: 'Canceled',
  CRASHED: 'Crashed',
  SYSTEM_FAILURE: 'System failure',
  EXPIRED: 'Expired',
  TIMED_OUT: 'Timed out',
}

export const RUN_STATUS_TITLES = Object.values(TITLES)

const BRANCHES = Object.entries(TITLES).map(([status, title]) => `when '${status}' then '${title}'`)

/** SQL for the title of `runs.status`. */
export const RUN_STATUS_TITLE = `case runs.status ${BRANCHES.join(' ')} else runs.status end`
