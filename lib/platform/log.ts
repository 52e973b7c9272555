import pino, { type DestinationStream, type Logger } from 'pino'

// A database error quotes the row it is about, in its detail and in where it happened.
const REDACTED = ['authorization', '*.authorization', 'err.detail', 'err.where']

/** One JSON line per event. Callers log ids, counts and durations, never payloads, outputs, metadata or tokens. */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  return pino({ name: 'platform', level, base: undefined, redact: REDACTED }, destination)
}
