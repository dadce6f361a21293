import type { Action } from './app-state-crypto.ts'

const VERSION = 7

/** Why a phone makes nothing of whose statuses its owner wants to see no more; null: it does, or it is about something else. */
export const whyNoStatusMute = (
  collection: string,
  { index, value, version }: Action
): string | null => {
  const [kind, who = ''] = index
  if (kind !== 'userStatusMute') return null
  if (collection !== 'regular_high') return `${kind} is of the collection regular_high`
  if (version !== VERSION) return `${kind} has version ${VERSION}`
  if (index.length !== 2 || !/^\d{1,20}@(s\.whatsapp\.net|lid)$/.test(who))
    return `${kind} names nobody`
  return typeof value.userStatusMuteAction?.muted === 'boolean' ? null : `${kind} sets nothing`
}
