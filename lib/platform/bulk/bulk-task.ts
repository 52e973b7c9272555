import type { BulkActionRecord } from './bulk-action-record'

/** What is to be done to a page of runs. */
export type BulkTask = Pick<BulkActionRecord, 'id' | 'type' | 'target_region'>
