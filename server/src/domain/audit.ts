/** What the audit log tells, with a sentence for the documentation. */
export const audit_actions = {
  'user.registered': 'The account was created.',
  'user.logged_in': 'Somebody logged in with the password.',
  'user.login_failed': 'Somebody tried to log in with a wrong password.',
  'user.logged_out': 'A login was ended.',
  'user.logged_out_everywhere': 'All logins were ended.',
  'user.updated': 'Name or e-mail address changed.',
  'user.password_changed': 'The password was changed.',
  'refresh_token.reused': 'A used refresh token came again; its login was ended.',
  'api_key.created': 'An API key was created.',
  'api_key.updated': 'An API key was changed.',
  'api_key.rotated': 'An API key was replaced by a new one.',
  'api_key.revoked': 'An API key was revoked.',
  'link_token.created': 'A link token was made for a session.',
  'subscription.changed': 'Another plan was chosen.'
} as const

export type AuditAction = keyof typeof audit_actions

/** A row of `audit_log`. */
export type AuditRow = {
  id: string
  tenant_id: string
  actor_id: string | null
  action: AuditAction
  target_id: string | null
  ip: string | null
  details: Record<string, unknown>
  created_at: Date
}
