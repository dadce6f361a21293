export type Addressing = 'pn' | 'lid'

export interface Jid {
  user: string
  device: number
  server: string
}

const PN_SERVER = 's.whatsapp.net'

/** The server itself: an address without a user, which clients compare as a whole. */
export const SERVER_JID = `@${PN_SERVER}`

export const parseJid = (text: string | undefined): Jid | null => {
  if (!text) return null
  const at = text.indexOf('@')
  if (at < 0) return null
  const [user = '', device] = text.slice(0, at).split(':')
  return { user, device: device ? Number(device) : 0, server: text.slice(at + 1) }
}

export const formatJid = (user: string, server: string, device = 0): string =>
  device === 0 ? `${user}@${server}` : `${user}:${device}@${server}`

export const pnJid = (number: string, device = 0): string => formatJid(number, PN_SERVER, device)

export const lidJid = (lid: string, device = 0): string => formatJid(lid, 'lid', device)

export const isGroup = (jid: Jid): boolean => jid.server === 'g.us'

export const isGroupJid = (text: string): boolean => text.endsWith('@g.us')

/** Where posts go that everybody sees who may: no chat. */
export const STATUS_JID = 'status@broadcast'

/** Whether what is said there is said by somebody among several, who stands beside the place. */
export const isShared = (text: string): boolean => isGroupJid(text) || text === STATUS_JID

/** Digits only: people write numbers with plus signs, spaces and dashes. */
export const normalizeNumber = (text: string): string =>
  text.split('@')[0]?.replace(/\D/g, '') ?? ''
