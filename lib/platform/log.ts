import pino, { type Logger } from 'pino'

/** One JSON line per event. Callers log ids, counts and durations, never payloads, outputs, metadata or tokens. */
export function createLog(level: string): Logger {
  return pino({ name: 'platform', level, base: undefined, redact: ['authorization', '*.authorization'] })
}
