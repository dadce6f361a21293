import { type components, createClient } from '@whatsapp-saas/sdk'
import { login } from './login.ts'

/** Every call of the dashboard: the same client that customers use. */
export const api = createClient({
  url: location.origin,
  token: login.token,
  fetch: (input, init) => fetch(input, init)
})

export type Schemas = components['schemas']
export type Session = Schemas['Session']
export type Message = Schemas['Message']
export type Chat = Schemas['Chat']
export type Webhook = Schemas['Webhook']
export type Delivery = Schemas['Delivery']
export type ApiKey = Schemas['ApiKey']
