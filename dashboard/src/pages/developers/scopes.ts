import type { Schemas } from '../../lib/api.ts'

export type Scope = Exclude<Schemas['CreateApiKey']['scopes'][number], 'admin'>

/** What a key can be given, but for the owner's own scope. */
export const all_scopes: Scope[] = [
  'messages:read',
  'messages:write',
  'sessions:read',
  'sessions:write',
  'webhooks:read',
  'webhooks:write',
  'contacts:read',
  'contacts:write',
  'groups:read',
  'groups:write',
  'analytics:read',
  'account:read',
  'account:write'
]

/** The usual choices. */
export const presets = {
  send: ['messages:write', 'messages:read', 'sessions:read'],
  read: all_scopes.filter((scope) => scope.endsWith(':read')),
  full: all_scopes
} as const satisfies Record<string, readonly Scope[]>

export type Preset = keyof typeof presets | 'choose'

export const isPreset = (text: string): text is Preset =>
  text === 'choose' || Object.hasOwn(presets, text)
