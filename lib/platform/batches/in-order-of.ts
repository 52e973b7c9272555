/**
 * The items by their names; those of one name stay as they are. Two batches that take the same locks in this order wait
 * for each other in turn, never in a circle.
 */
export function inOrderOf<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const named = items.map((item) => ({ item, name: nameOf(item) }))
  return named.sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))).map(({ item }) => item)
}
