/** What a mail says, and what it is made of. */
export const mail_kinds = [
  'verify_email',
  'reset_password',
  'quota_warning',
  'quota_exceeded',
  'export_ready',
  'webhook_disabled',
  'payment_due',
  'subscription_limited',
  'subscription_suspended',
  'export_offered',
  'subscription_active',
  'renewal_due',
  'team_invitation',
  'passkey_registered'
] as const

export type MailKind = (typeof mail_kinds)[number]

/** English first: it is taken where none fits. */
export const mail_languages = [
  'en',
  'ar',
  'bn',
  'de',
  'es',
  'fr',
  'hi',
  'id',
  'pt',
  'ru',
  'tr',
  'ur'
] as const

export type MailLanguage = (typeof mail_languages)[number]

export type LinkPurpose = Extract<MailKind, 'verify_email' | 'reset_password'>

/** For how long a link is good. */
export const link_hours: Record<LinkPurpose, number> = { verify_email: 72, reset_password: 1 }

/** What the keys of links are derived for. */
export const links_purpose = 'links in mails'
