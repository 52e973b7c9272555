import { ApiError } from '../http/api-error'

/** What a real server refuses in the tags of a feed: control characters, quotes, backslashes, and nothing at all. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for
const UNSAFE = /[\u0000-\u001f\u007f"\\]|^$/

/** `a,b` means both; a missing or empty parameter means every run. */
export function parseTagFilter(parameter: string | undefined): string[] {
  if (!parameter) return []
  const tags = parameter.split(',')
  const bad = tags.find((tag) => UNSAFE.test(tag))
  if (bad === undefined) return tags
  const details = [{ code: 'custom', message: `Invalid tag: ${JSON.stringify(bad)}`, path: ['tags'] }]
  throw new ApiError(400, 'Query Error', { body: { details } })
}
