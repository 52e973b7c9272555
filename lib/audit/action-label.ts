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
  'upload.create': 'Uploaded a file',
}

/** The verb of an audit row in words; one without words shows itself. */
export const actionLabel = (action: string): string => LABELS[action] ?? action
