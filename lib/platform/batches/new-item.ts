import type { NewRun } from '../runs/new-run'

/** Why an item becomes a run that has failed from the start. */
export interface Refusal {
  code: 'BATCH_ITEM_COULD_NOT_TRIGGER' | 'PAYLOAD_TOO_LARGE'
  message: string
}

/** An item on its way to become a run. */
export interface NewItem {
  index: number
  run: NewRun
  refusal: Refusal | null
}
