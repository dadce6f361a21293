/** Which lists an event makes stale, by the first word of their keys. Chats are kept by `keepChats`. */
const stale_by_noun = new Map<string, string[]>([
  ['session', ['sessions']],
  ['message', ['messages']],
  ['media', ['messages', 'statuses']],
  ['instance', ['instances']],
  ['webhook', ['webhooks']],
  ['subscription', ['subscription']],
  ['group', ['groups']],
  ['status', ['statuses']],
  ['contact', ['opt-outs']]
])

export const staleBy = (event_type: string): string[] =>
  stale_by_noun.get(event_type.split('.')[0] ?? '') ?? []
