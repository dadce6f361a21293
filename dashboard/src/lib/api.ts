import { type components, createClient } from '@whatsapp-saas/sdk'
import { login } from './login.ts'
import { fetchInLanguage } from './preferences.ts'

/** Every call of the dashboard: the same client that customers use. */
export const api = createClient({
  url: location.origin,
  token: login.token,
  fetch: fetchInLanguage
})

/** Calls that need no login, such as those of the links in mails. */
export const public_api = createClient({ url: location.origin, fetch: fetchInLanguage })

export type Schemas = components['schemas']
export type Session = Schemas['Session']
export type Message = Schemas['Message']
export type Chat = Schemas['Chat']
export type Webhook = Schemas['Webhook']
export type Delivery = Schemas['Delivery']
export type DeliveryAttempt = Schemas['DeliveryAttempt']
export type ApiKey = Schemas['ApiKey']
