import type { MailKind, MailLanguage } from '../../domain/mail.ts'
import { link_hours } from '../../domain/mail.ts'
import { filled, mailTexts } from './texts.ts'

export type Mail = { subject: string; text: string; html: string }

const from_right: MailLanguage[] = ['ar', 'ur']

/** A mail as it is sent: plain text, and the same as HTML that reads from the right where the language does. */
export const composeMail = (
  kind: MailKind,
  language: MailLanguage,
  data: Record<string, unknown>,
  link: string | null
): Mail => {
  const { metric, used, limit, plan, date, url, account, inviter } = data
  const number = (value: unknown): string => Number(value ?? 0).toLocaleString(language)
  const texts = mailTexts(language)
  const { subject, action } = texts[kind]
  const values = {
    hours: kind === 'verify_email' || kind === 'reset_password' ? number(link_hours[kind]) : '',
    what: texts.quotas[String(metric)] ?? '',
    used: number(used),
    limit: number(limit),
    plan: String(plan ?? ''),
    url: String(url ?? ''),
    account: unlinked(account),
    inviter: unlinked(inviter),
    date: typeof date === 'string' ? day(date, language) : ''
  }
  // What comes on no day is not spoken of.
  const paragraphs = texts[kind].paragraphs
    .filter((one) => values.date !== '' || !one.includes('{date}'))
    .map((one) => filled(one, values))
  const linked = action !== null && link !== null
  const text = [...paragraphs, ...(linked ? [`${action}:\n${link}`] : [])].join('\n\n')
  return { subject, text: `${text}\n`, html: page(language, subject, paragraphs, action, link) }
}

/** A mail to the operator of the installation, in lines of plain text. */
export const composeNotice = (subject: string, lines: string[]): Mail => ({
  subject,
  text: `${lines.join('\n')}\n`,
  html: page('en', subject, lines, null, null)
})

const page = (
  language: MailLanguage,
  subject: string,
  paragraphs: string[],
  action: string | null,
  link: string | null
): string => {
  const direction = from_right.includes(language) ? 'rtl' : 'ltr'
  const align = direction === 'rtl' ? 'right' : 'left'
  const rows = paragraphs.map((one) => `<p style="margin:0 0 16px">${escaped(one)}</p>`)
  if (action !== null && link !== null) {
    const button = 'display:inline-block;padding:12px 20px;background:#128c7e;color:#fff'
    rows.push(
      `<p style="margin:0"><a href="${escaped(link)}" style="${button};text-decoration:none;border-radius:6px">${escaped(action)}</a></p>`
    )
  }
  const cell = `padding:24px;font:16px/1.5 sans-serif;color:#222;text-align:${align}`
  return `<!doctype html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="margin:0"><table role="presentation" dir="${direction}" width="100%" cellpadding="0" cellspacing="0"><tr><td style="${cell}">${rows.join('')}</td></tr></table></body></html>`
}

/** A name that customers chose, in which no mail program finds an address to link to. */
const unlinked = (name: unknown): string => String(name ?? '').replace(/[./:@]/g, '$&\u200b')

const day = (moment: string, language: MailLanguage): string =>
  new Date(moment).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' })

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
