/** A contacts file with `rows` rows, of which every `badEvery`-th has an address that is none. */
export function contactsCsv(rows: number, badEvery = Number.POSITIVE_INFINITY): Buffer {
  const lines = Array.from({ length: rows }, (_, index) => {
    const number = index + 1
    const email = number % badEvery === 0 ? `person ${number}` : `person${number}@example.com`
    return `${email},"Person ${number}, Jr.",Company ${number % 97}`
  })
  return Buffer.from(`email,name,company\r\n${lines.join('\r\n')}\r\n`)
}
