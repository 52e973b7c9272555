/** One value of a stream, as one line of JSON. */
export interface StreamChunk {
  /** Its number in the stream, from 0, without gaps. */
  seq: number
  data: string
  writtenAt: Date
}
