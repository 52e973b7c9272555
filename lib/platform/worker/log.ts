import pino, { type Logger } from 'pino'

export type WorkerLog = Logger

/** The worker's own log. What tasks print goes to their runs' logs instead. */
export function createLog(level: string): WorkerLog {
  return pino({ level, base: { process: 'worker' }, timestamp: pino.stdTimeFunctions.isoTime })
}
