/** Room for a megabyte of text; what one chunk may have on a real server. */
export const MAX_CHUNK_BYTES = 1024 * 1024

/** Cuts a body, as it arrives, into its lines. A line without an end is not one yet. */
export class ChunkLines {
  readonly #decoder = new TextDecoder()
  #begun: string[] = []
  #begunLength = 0

  /** The lines that are complete now. */
  push(bytes: Uint8Array): string[] {
    const [first = '', ...others] = this.#decoder.decode(bytes, { stream: true }).split('\n')
    this.#begin(first)
    if (others.length === 0) return []
    const lines = [this.#take(), ...others.slice(0, -1)]
    this.#begin(others.at(-1) ?? '')
    return lines.filter((line) => line.trim() !== '')
  }

  /** What came after the last line's end, once the body is complete. */
  end(): string[] {
    this.#begin(this.#decoder.decode())
    const last = this.#take()
    return last.trim() === '' ? [] : [last]
  }

  #begin(text: string): void {
    this.#begun.push(text)
    this.#begunLength += text.length
    if (this.#begunLength > MAX_CHUNK_BYTES) throw new ChunkTooLarge()
  }

  #take(): string {
    const line = this.#begun.join('')
    this.#begun = []
    this.#begunLength = 0
    return line
  }
}

export class ChunkTooLarge extends Error {}

/** The line as one line of JSON, which is what it is when the SDK wrote it; other text counts as a string. */
export function jsonLine(line: string): string {
  try {
    const value: unknown = JSON.parse(line)
    // A carriage return between two tokens would end the line for whoever reads the event stream.
    return line.includes('\r') ? JSON.stringify(value) : line
  } catch {
    return JSON.stringify(line)
  }
}
