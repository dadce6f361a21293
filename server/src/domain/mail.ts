/** What a mail says, and what it is made of. */
export const mail_kinds = [
  'verify_email',
  'reset_password',
  'quota_warning',
  'quota_exceeded',
  'export_ready'
] as const

export type MailKind = (typeof mail_kinds)[number]

export const mail_languages = ['en', 'ar'] as const

export type MailLanguage = (typeof mail_languages)[number]

export type LinkPurpose = Extract<MailKind, 'verify_email' | 'reset_password'>

/** For how long a link is good. */
export const link_hours: Record<LinkPurpose, number> = { verify_email: 72, reset_password: 1 }

/** What the keys of links are derived for. */
export const links_purpose = 'links in mails'

/** The language of who asks, as a browser tells it. */
export const languageOf = (accept_language: string | undefined): MailLanguage =>
  /^\s*ar\b/i.test(accept_language ?? '') ? 'ar' : 'en'
