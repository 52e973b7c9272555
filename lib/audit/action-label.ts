const LABELS: Record<string, string> = {
  'account.create-first': 'Created the first account',
  'account.change-password': 'Changed their password',
  'account.sign-out-everywhere': 'Signed out everywhere',
  'invitation.create': 'Invited somebody',
  'invitation.revoke': 'Revoked an invitation',
  'invitation.accept': 'Joined by invitation',
  'member.change-role': 'Changed a role',
  'member.remove': 'Removed a member',
  'run.start': 'Started a run',
  'run.cancel': 'Canceled a run',
  'run.replay': 'Replayed a run',
  'run.add-tags': 'Tagged a run',
  'run.reschedule': 'Rescheduled a run',
  'run.reveal': 'Revealed the secrets of a run',
  'run.cancel-matching': 'Canceled all runs that match',
  'run.replay-matching': 'Replayed all runs that match',
  'run.stop-bulk-action': 'Stopped a bulk action',
  'view.create': 'Saved a view',
  'view.edit': 'Renamed or shared a view',
  'view.update': 'Changed what a view shows',
  'view.delete': 'Deleted a view',
  'view.restore': 'Restored a view',
  'upload.create': 'Uploaded a file',
}

/** The verb of an audit row in words; one without words shows itself. */
export const actionLabel = (action: string): string => LABELS[action] ?? action
