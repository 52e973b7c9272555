import { ErrorId } from '@trigger.dev/core/v3/isomorphic'
import type { ErrorGroupRecord } from './error-group-record'
import type { LoadedErrorGroup } from './load-error-group'

/** An item of the list: `count` is that of the list's period. */
export function presentListedErrorGroup(group: ErrorGroupRecord) {
  return {
    id: ErrorId.toFriendlyId(group.fingerprint),
    fingerprint: group.fingerprint,
    taskIdentifier: group.task_id,
    errorType: group.error_type,
    errorMessage: group.error_message,
    status: group.status,
    count: group.count,
    firstSeen: group.first_seen,
    lastSeen: group.last_seen,
    resolvedAt: group.resolved_at,
    ignoredUntil: group.ignored_until,
  }
}

/** A group with all that was decided about it. There are no users here: nobody resolved or ignored it. */
export function presentErrorGroup(group: LoadedErrorGroup) {
  return {
    ...presentListedErrorGroup(group),
    affectedVersions: group.versions,
    resolvedInVersion: group.resolved_in_version,
    resolvedBy: null,
    ignoredAt: group.ignored_at,
    ignoredReason: group.ignored_reason,
    ignoredByUserId: null,
    ignoredUntilOccurrenceRate: group.ignored_until_rate,
    ignoredUntilTotalOccurrences: group.ignored_until_total,
  }
}
