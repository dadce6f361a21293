import Negotiator from 'negotiator'
import { type MailLanguage, mail_languages } from '../domain/mail.ts'

/** The language of who asks, as a browser tells it: mails are written in it. */
export const mailLanguageOf = (accept_language: string | undefined): MailLanguage => {
  const headers = { 'accept-language': accept_language }
  const wanted = new Negotiator({ headers }).language([...mail_languages])
  return mail_languages.find((language) => language === wanted) ?? 'en'
}
