import type { Route } from 'next'

/**
 * Where to go after signing in: a path of this app, or the start page. A URL parser judges, because browsers read
 * `//host`, `/\host` and `/<tab>/host` as other sites too, and its answer is judged again, because `/.//host` becomes one.
 */
export function safeNext(next: string | string[] | undefined): Route {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/' as Route
  const base = 'http://signalbox.invalid'
  if (!URL.canParse(next, base)) return '/' as Route
  const url = new URL(next, base)
  if (url.origin !== base || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in')) return '/' as Route
  return `${url.pathname}${url.search}${url.hash}` as Route
}
