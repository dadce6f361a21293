import type { Schemas } from '../../lib/api.ts'

type Values = Required<Schemas['CreateIncomingWebhook']>

/** What a form of texts says of an incoming webhook. */
export const incomingOf = (form: FormData): Values => {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const template_id = text('template_id') || null
  return {
    name: text('name'),
    session_id: text('session_id'),
    to: text('to'),
    template_id,
    language: template_id && (text('language') || null),
    per_minute: Number(text('per_minute') || 60)
  }
}
