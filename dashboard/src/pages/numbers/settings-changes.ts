import type { Schemas, Session } from '../../lib/api.ts'

type Changes = Schemas['UpdateSession']

const numberOr = (text: string | undefined): number | null => {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : Number(trimmed)
}

/** What a form of texts changes in a number; what stays as it is is left out. */
export const changesOf = (
  values: Record<string, string>,
  session: Pick<Session, 'session_name' | 'webhook_url' | 'pacing'>
): Changes => {
  const name = values['session_name']?.trim() ?? ''
  const webhook_url = values['webhook_url']?.trim() || null
  const proxy = values['proxy']?.trim() ?? ''
  const pacing = {
    messages_per_minute: numberOr(values['messages_per_minute']),
    pause_between_messages_ms: numberOr(values['pause_between_messages_ms'])
  }
  const paced =
    pacing.messages_per_minute !== session.pacing.messages_per_minute ||
    pacing.pause_between_messages_ms !== session.pacing.pause_between_messages_ms
  return {
    ...(name !== session.session_name && { session_name: name }),
    ...(webhook_url !== session.webhook_url && { webhook_url }),
    ...(proxy !== '' && { proxy: proxy === 'none' ? null : proxy }),
    ...(paced && { pacing })
  }
}
