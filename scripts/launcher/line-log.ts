interface Output {
  write(text: string): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  isTTY?: boolean
}

export type LineLog = (source: string, line: string) => void

const COLOURS: Record<string, number> = { postgres: 34, platform: 35, worker: 33, app: 36, build: 32 }
const WIDTH = 8

/** Writes each line with the name of the process that said it, in colour when a person looks. */
export function createLineLog(stream: Output, environment: Record<string, string | undefined>): LineLog {
  // The reader may be gone (`npm start | head`, a closed terminal): the processes go on all the same.
  stream.on('error', () => {})
  const coloured = Boolean(stream.isTTY) && !environment.NO_COLOR
  return (source, line) => {
    if (line.trim() === '') return
    const name = source.padEnd(WIDTH)
    const prefix = coloured ? `\u001b[${COLOURS[source] ?? 37}m${name}\u001b[0m` : name
    stream.write(`${prefix} │ ${line}\n`)
  }
}
