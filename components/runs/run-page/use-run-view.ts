'use client'

import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'

export const RUN_TABS = ['overview', 'logs', 'data', 'metadata', 'attempts', 'related', 'compare'] as const
export type RunTab = (typeof RUN_TABS)[number]

/** Milliseconds after the run was created, so that a link shows the same stretch to everybody. */
const parseAsZoom = createParser({
  parse: (value) => {
    const match = /^(\d{1,15})-(\d{1,15})$/.exec(value)
    const from = Number(match?.[1])
    const to = Number(match?.[2])
    return match && to > from ? { from, to } : null
  },
  serialize: ({ from, to }: { from: number; to: number }) => `${Math.floor(from)}-${Math.ceil(to)}`,
  eq: (one, other) => one.from === other.from && one.to === other.to,
})

const PARSERS = {
  tab: parseAsStringLiteral(RUN_TABS).withDefault('overview'),
  span: parseAsString,
  zoom: parseAsZoom,
  idle: parseAsStringLiteral(['hidden'] as const),
  engine: parseAsBoolean.withDefault(false),
  /** The run to compare with; without it the last good one of the task. */
  with: parseAsString,
}

/** What the run page shows, as its address holds it. Steps through the tree replace, so that Back leaves the page. */
export function useRunView() {
  const [view, setView] = useQueryStates(PARSERS, { history: 'replace', shallow: true })
  return { view, setView }
}

export type RunView = ReturnType<typeof useRunView>['view']
export type SetRunView = ReturnType<typeof useRunView>['setView']
