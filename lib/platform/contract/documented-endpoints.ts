export interface Endpoint {
  method: string
  path: string
}

const METHODS = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD)(?:\/(?=[A-Z])|\b))+$/

/** `/a/{b,c}` stands for `/a/b` and `/a/c`. */
function spellOut(path: string): string[] {
  const choice = /\{([^}]*)\}/.exec(path)
  if (!choice) return [path]
  return (choice[1] ?? '').split(',').flatMap((item) => spellOut(path.replace(choice[0], item)))
}

/**
 * The endpoints that the document names in the first column of its tables and at the head of its lists: `GET /path`, or `GET/PUT /path` for several
 * methods; a path without a method has that of the one before it. `/path/*` is everything below it.
 */
export function documentedEndpoints(markdown: string): Endpoint[] {
  const cells = markdown
    .split('\n')
    .flatMap((line) => /^\|([^|]+)\|/.exec(line)?.[1] ?? /^- (`(?:GET|POST)[^`]*`)/.exec(line)?.[1] ?? [])
  return cells.flatMap((cell) => {
    let methods = ['ALL']
    return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text = '']) => {
      const [first = '', ...rest] = text.split(' ')
      if (METHODS.test(first)) methods = first.split('/')
      const path = METHODS.test(first) ? rest.join(' ') : text
      if (!path.startsWith('/')) return []
      return methods.flatMap((method) => spellOut(path).map((one) => ({ method, path: one })))
    })
  })
}

/** What parameters are called does not matter. */
const shape = (path: string) => path.replace(/:\w+(\{[^}]*\})?/g, ':')

export function covers(documented: Endpoint, route: Endpoint): boolean {
  if (documented.method !== 'ALL' && route.method !== 'ALL' && documented.method !== route.method) return false
  const [name, actual] = [shape(documented.path), shape(route.path)]
  return name === actual || (name.endsWith('/*') && actual.startsWith(name.slice(0, -1)))
}
