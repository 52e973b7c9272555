import cronstrue from 'cronstrue'

/** A calendar in words, by the library that a real server uses, so that the words are the same. */
export function describeCron(cron: string): string {
  return cronstrue.toString(cron, { throwExceptionOnParseError: false })
}
