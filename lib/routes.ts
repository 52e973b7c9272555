import type { Route } from 'next'

/** Every address of the app. Identifiers are escaped here, so callers pass them as they are. */
const page = (path: string) => path as Route
const inEnvironment = (environment: string) => `/e/${encodeURIComponent(environment)}`
const apiOf = (environment: string) => `/api/e/${encodeURIComponent(environment)}`

export const routes = {
  home: () => page('/'),
  signIn: (next?: string) => page(next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  firstRun: (token: string) => page(`/first-run?token=${encodeURIComponent(token)}`),
  invite: (token: string) => page(`/invite/${encodeURIComponent(token)}`),
  overview: (environment: string) => page(inEnvironment(environment)),
  /** `search` is a query string with its question mark, as the serializer of the filter makes it. */
  runs: (environment: string, search = '') => page(`${inEnvironment(environment)}/runs${search}`),
  /** The run list with the dialog that starts a run open. */
  startRun: (environment: string) => page(`${inEnvironment(environment)}/runs?start=1`),
  run: (environment: string, runId: string) => page(`${inEnvironment(environment)}/runs/${encodeURIComponent(runId)}`),
  settings: (environment: string) => page(`${inEnvironment(environment)}/settings`),
  members: (environment: string) => page(`${inEnvironment(environment)}/settings/members`),
  audit: (environment: string, search = '') => page(`${inEnvironment(environment)}/settings/audit${search}`),
  api: {
    signIn: () => '/api/auth/sign-in/email',
    signOut: () => '/api/auth/sign-out',
    trigger: () => '/api/trigger',
    health: () => '/api/health',
    healthDetails: (environment: string) => `/api/health?details&environment=${encodeURIComponent(environment)}`,
    overview: (environment: string) => `${apiOf(environment)}/overview`,
    runs: (environment: string) => `${apiOf(environment)}/runs`,
    exportRuns: (environment: string) => `${apiOf(environment)}/runs/export`,
    run: (environment: string, runId: string) => `${apiOf(environment)}/runs/${encodeURIComponent(runId)}`,
    runTrace: (environment: string, runId: string) => `${apiOf(environment)}/runs/${encodeURIComponent(runId)}/trace`,
    runEvents: (environment: string, runId: string) => `${apiOf(environment)}/runs/${encodeURIComponent(runId)}/events`,
    lastGoodRun: (environment: string, runId: string) =>
      `${apiOf(environment)}/runs/${encodeURIComponent(runId)}/last-good`,
    runSpan: (environment: string, runId: string, spanId: string) =>
      `${apiOf(environment)}/runs/${encodeURIComponent(runId)}/spans/${encodeURIComponent(spanId)}`,
    matchingRuns: (environment: string) => `${apiOf(environment)}/runs/matching`,
    bulkAction: (environment: string, bulkActionId: string) =>
      `${apiOf(environment)}/bulk-actions/${encodeURIComponent(bulkActionId)}`,
    usualDurations: (environment: string) => `${apiOf(environment)}/usual-durations`,
    runViews: (environment: string) => `${apiOf(environment)}/run-views`,
    tasks: (environment: string) => `${apiOf(environment)}/tasks`,
    realtimeToken: (environment: string) => `${apiOf(environment)}/realtime-token`,
    uploads: (environment: string) => `${apiOf(environment)}/uploads`,
  },
}
