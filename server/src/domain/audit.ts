/** What the audit log tells, with a sentence for the documentation. */
export const audit_actions = {
  'user.registered': 'The account was created.',
  'user.logged_in':
    'Somebody logged in with the password, or with the passkey that `passkey_id` names.',
  'user.login_failed':
    'Somebody tried to log in with a wrong password or a passkey that was refused, or with the right one while the account is suspended or without the right code.',
  'user.logged_out': 'A login was ended.',
  'user.logged_out_everywhere': 'All logins were ended.',
  'user.updated': 'Name or e-mail address changed.',
  'user.password_changed': 'The password was changed.',
  'user.password_refused':
    'Somebody who is logged in gave a wrong password for a change that takes it.',
  'user.admin_granted': 'The operator made the user an administrator of the installation.',
  'user.admin_revoked': 'The user is no longer an administrator of the installation.',
  'user.email_verified': 'The e-mail address was proved to be that of the user.',
  'user.verification_requested': 'A mail to verify the e-mail address was asked for.',
  'user.password_reset_requested': 'Somebody asked for a link to a new password.',
  'user.password_reset': 'A new password was set with a link from a mail; all logins were ended.',
  'second_factor.set_up':
    'An authenticator app was set up; it does not count before it is confirmed.',
  'second_factor.confirmed': 'From now on log-ins take a code of an authenticator app.',
  'second_factor.disabled': 'Log-ins take the password alone again.',
  'passkey.registered': 'A passkey was registered: it logs in from now on.',
  'passkey.renamed': 'A passkey has another name.',
  'passkey.deleted': 'A passkey was deleted.',
  'user.created': 'An administrator created the account.',
  'user.changed_by_admin': 'An administrator changed the account: its name, status or role.',
  'user.impersonated':
    'An administrator acts for the user, for a quarter of an hour. What they change has `support` in its details.',
  'support.acted':
    'An administrator who acts for the user made a call that has no entry of its own.',
  'member.role_changed': 'A member of the team was given another role.',
  'member.removed': 'A member of the team was removed, or left.',
  'member.invited': 'Somebody was invited into the team.',
  'member.invited_again':
    'An invitation into the team was sent again; the one before is of no use.',
  'member.uninvited': 'An invitation into the team was taken back.',
  'member.joined': 'Somebody joined the team with an invitation.',
  'account.erasure_requested': 'All data of the account is being deleted, this log too.',
  'account.export_requested': 'An export of all data of the account was asked for.',
  'branding.changed': 'The looks of the linking page, or who may embed it, were changed.',
  'plan.created': 'An administrator created a plan.',
  'plan.updated': 'An administrator changed a plan.',
  'plan.deleted': 'An administrator deleted a plan.',
  'billing.updated': 'Whom invoices name as the buyer was changed.',
  'invoice.created': 'An administrator drafted an invoice.',
  'invoice.issued': 'An administrator issued an invoice: it has its number.',
  'invoice.discarded': 'An administrator discarded a draft of an invoice.',
  'invoice.credited': 'An administrator issued a credit note for an invoice.',
  'invoice.renewal_issued': 'The invoice for the next period was issued.',
  'checkout.created': 'Somebody began to pay a plan or an invoice.',
  'payment.received': 'A payment came in through a payment provider.',
  'payment.refunded': 'A payment was given back, or a part of it.',
  'payment.refund_asked': 'An administrator gives money back.',
  'payment.refund_failed': 'Money that an administrator wanted to give back was not given back.',
  'payment.recorded': 'An administrator recorded a payment of an invoice.',
  'settings.changed': 'An administrator changed settings of the installation.',
  'invitation.created': 'An administrator invited somebody to register.',
  'invitation.revoked': 'An administrator took an invitation back.',
  'refresh_token.reused': 'A used refresh token came again; its login was ended.',
  'api_key.created': 'An API key was created.',
  'api_key.updated': 'An API key was changed.',
  'api_key.rotated': 'An API key was replaced by a new one.',
  'api_key.revoked': 'An API key was revoked.',
  'link_token.created': 'A link token was made for a session.',
  'subscription.changed':
    'Another plan was chosen, it was paid, or what follows when nobody has paid.',
  'subscription.next_chosen': 'Another plan was chosen for the time after the one that is paid.',
  'subscription.canceled': 'The subscription was canceled to the end of the time that is paid.',
  'subscription.reminded': 'A mail has reminded the customer that the subscription is to be paid.',
  'session.created': 'A session was created.',
  'session.updated': 'A session was changed.',
  'session.started': 'A session was started.',
  'session.stopped': 'A session was stopped.',
  'session.restarted': 'A session was restarted.',
  'session.logged_out': 'The number of a session was unlinked.',
  'session.quarantined':
    'A session was held back because its worker crashed again and again. It is tried again later by itself.',
  'session.profile_changed': 'What a number shows of itself was changed through its session.',
  'session.privacy_changed': 'Whom a number shows what was changed through its session.',
  'session.deleted': 'A session was deleted.',
  'session.pairing_code_requested': 'A pairing code was requested for a session.',
  'session.passkey_signed': 'The signature of a passkey was sent for a session.',
  'session.passkey_confirmed': 'The codes of a passkey were confirmed to be the same.',
  'call.rejected': 'A call was rejected through a session.',
  'contact.blocked': 'A contact was blocked through a session.',
  'contact.unblocked': 'A contact is no longer blocked.',
  'group.created': 'A group was made through a session.',
  'group.updated': 'A group was changed through a session.',
  'group.left': 'The number of a session left a group.',
  'group.members_added': 'People were added to a group through a session.',
  'group.members_removed': 'People were removed from a group through a session.',
  'group.admins_added': 'Members of a group were made admins through a session.',
  'group.admins_removed': 'Admins of a group were made plain members through a session.',
  'group.invite_reset': 'The invitation of a group was replaced through a session.',
  'group.joined': 'The number of a session joined a group, or asked to.',
  'group.requests_decided': 'Requests to join a group were decided through a session.',
  'template.created': 'A template was created.',
  'template.updated': 'A template was changed.',
  'template.deleted': 'A template was deleted.',
  'opt_out.created': 'It was noted that somebody does not want to be written to.',
  'opt_out.deleted': 'It was noted that somebody wants to be written to again.',
  'opt_out.words_changed': 'The words with which people opt out were changed.',
  'incoming_webhook.created': 'An incoming webhook was created.',
  'incoming_webhook.updated': 'An incoming webhook was changed.',
  'incoming_webhook.secret_rotated': 'An incoming webhook was given another address.',
  'incoming_webhook.deleted': 'An incoming webhook was deleted.',
  'instance.created': 'A session was placed on an instance of its own.',
  'instance.started': 'The sessions of an instance were started.',
  'instance.stopped': 'The sessions of an instance were stopped.',
  'instance.restarted': 'The sessions of an instance were restarted.',
  'instance.drained': 'An administrator moved the sessions of an instance to others, and ended it.',
  'scale.changed': 'An administrator set how many shared workers run.',
  'instance.deleted': 'An instance was given up.',
  'media.deleted': 'A file was deleted.',
  'webhook.created': 'A webhook was created.',
  'webhook.updated': 'A webhook was changed.',
  'webhook.enabled': 'A webhook was switched on.',
  'webhook.deleted': 'A webhook was deleted.',
  'webhook.secret_rotated': 'A webhook was given a new secret.',
  'webhook.tested': 'A test was sent to a webhook.',
  'webhook.replayed': 'Events that were missed are sent to a webhook.',
  'webhook.delivery_replayed': 'A delivery is sent again.'
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
