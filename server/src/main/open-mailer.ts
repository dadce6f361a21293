import { createMailer, type Mailer } from '../jobs/mail/mailer.ts'
import type { Config } from './config/config.ts'

/** Null without SMTP_URL: mails wait then. */
export const openMailer = ({ SMTP_URL, MAIL_FROM }: Config): Mailer | null =>
  SMTP_URL !== undefined && MAIL_FROM !== undefined ? createMailer(SMTP_URL, MAIL_FROM) : null

/** Where the pages are that links in mails lead to. */
export const pagesAddress = ({ PUBLIC_URL, HOST, GATEWAY_PORT }: Config): string =>
  PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${GATEWAY_PORT}`
