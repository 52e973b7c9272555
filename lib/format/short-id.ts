/** The last characters of an id: the part of a cuid that differs between runs started in the same moment. */
export function shortId(id: string, length = 8): string {
  const bare = id.slice(id.indexOf('_') + 1)
  return bare.length <= length ? bare : bare.slice(-length)
}
