/** The first run id in a text that somebody pasted: bare, in a sentence, or inside an address. */
export function runIdIn(text: string): string | undefined {
  return /(?<![A-Za-z0-9])run_[a-z0-9]{4,64}(?![A-Za-z0-9_])/i.exec(text)?.[0]
}
