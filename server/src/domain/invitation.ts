/** For how long an invitation into a team is good. */
export const invitation_days = 7

/**
 * What keys of invitations are derived for. The token of a mail proves that its address belongs to whoever has it; the one that
 * is shown to whoever invites, where no mails are sent, does not.
 */
export const invitation_purposes = {
  mailed: 'invitations in mails',
  shown: 'invitations shown'
} as const

export type InvitationWay = keyof typeof invitation_purposes

/** What a token of an invitation names: the row, and the round of sending it. */
export const nameInvitation = (id: string, round: number): string => `${id}_${round}`

/** The same read back; null for what is no such name. */
export const readInvitationName = (name: string): { id: string; round: number } | null => {
  const [, id = '', round = ''] = /^(tin_[0-9a-f]{32})_([1-9]\d{0,8})$/.exec(name) ?? []
  return id === '' ? null : { id, round: Number(round) }
}

/** The page of the dashboard that takes an invitation. The token stands behind the #, so that no server on the way writes it down. */
export const invitationAddress = (base: string, token: string): string =>
  `${base.replace(/\/+$/, '')}/invitation#token=${token}`
