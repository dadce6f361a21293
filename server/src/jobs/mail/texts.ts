import { readFileSync } from 'node:fs'
import { type MailKind, type MailLanguage, mail_languages } from '../../domain/mail.ts'

export type MailText = {
  subject: string
  paragraphs: string[]
  /** What the link says; null: the mail has none. */
  action: string | null
}

/** The file of a language: what each mail says, and what quotas are of. */
export type MailTexts = Record<MailKind, MailText> & { quotas: Record<string, string> }

const folder = new URL('texts/', import.meta.url)
const read = new Map<MailLanguage, MailTexts>()

/** The texts in a language; in English where a later version knows one that this does not. */
export const mailTexts = (language: MailLanguage): MailTexts => {
  const known = mail_languages.includes(language) ? language : 'en'
  const texts: MailTexts =
    read.get(known) ?? JSON.parse(readFileSync(new URL(`${known}.json`, folder), 'utf8'))
  read.set(known, texts)
  return texts
}

/** A text with its values put in. */
export const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
