import type { Schemas } from './api.ts'

/** What a call asks for: a scope, or to be an owner of the account. */
export type Need = Exclude<Schemas['CreateApiKey']['scopes'][number], 'admin'> | 'owner'

/** The scopes of a login as the gateway says them; null: everything, as owners have it. */
export type Granted = readonly string[] | null

/** Scopes that are a part of that of the account. */
const part = /^(?:api_keys|billing|team):/

/** Whether a login may do what asks for this. It saves people a refusal, and guards nothing: the gateway decides. */
export const allows = (granted: Granted, need: Need): boolean =>
  granted === null || granted.includes(need) || granted.includes(need.replace(part, 'account:'))

/** What the pages show comes from calls that ask for these, all of them. */
const needs_of_pages: Record<string, readonly Need[]> = {
  '/numbers': ['sessions:read'],
  '/chats': ['sessions:read', 'messages:read'],
  '/chats/groups': ['sessions:read', 'groups:read'],
  '/messages': ['sessions:read', 'messages:read'],
  '/messages/bulk': ['sessions:read', 'messages:write'],
  '/messages/templates': ['messages:read'],
  '/messages/opt-outs': ['contacts:read'],
  '/analytics': ['sessions:read', 'analytics:read', 'webhooks:read'],
  '/developers': ['sessions:read', 'api_keys:read', 'webhooks:read']
}

/** Whether a login may open a page; of one that is not named, as of the page above it. */
export const allowsPage = (granted: Granted, path: string): boolean => {
  const needs = needs_of_pages[path]
  if (needs) return needs.every((need) => allows(granted, need))
  const above = path.slice(0, path.lastIndexOf('/'))
  return above === '' || allowsPage(granted, above)
}
