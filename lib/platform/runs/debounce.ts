import type { TriggerTaskRequestBody } from '@trigger.dev/core/v3'
import { ApiError } from '../http/api-error'
import { parseDurationMs } from './parse-time'

type DebounceOption = NonNullable<NonNullable<TriggerTaskRequestBody['options']>['debounce']>

/** Calls with the same key within the delay become one run. */
export interface Debounce {
  key: string
  delayMs: number
  /** Whose data the run gets: that of the first call, or of the last. */
  mode: 'leading' | 'trailing'
  /** The run is pushed back no further than this after it was made. */
  maxDelayMs: number | null
}

const FORMATS =
  'Supported formats: {number}s, {number}m, {number}h or {number}hr, {number}d, {number}w, optionally combined (for example "2h30m").'

export function parseDebounce(option: DebounceOption | undefined): Debounce | null {
  if (!option) return null
  const delayMs = durationOf('delay', option.delay)
  const maxDelayMs = option.maxDelay === undefined ? null : durationOf('maxDelay', option.maxDelay)
  if (maxDelayMs !== null && maxDelayMs <= delayMs) {
    throw new ApiError(
      422,
      `debounce.maxDelay (${option.maxDelay}) must be longer than debounce.delay (${option.delay}). A debounced run is only ` +
        'pushed back while it stays inside maxDelay, so with these values every trigger would create its own run.',
    )
  }
  return { key: option.key, delayMs, mode: option.mode ?? 'leading', maxDelayMs }
}

function durationOf(name: 'delay' | 'maxDelay', value: string): number {
  const durationMs = parseDurationMs(value)
  if (durationMs === undefined) throw new ApiError(422, `Invalid debounce ${name}: ${value}. ${FORMATS}`)
  return durationMs
}
