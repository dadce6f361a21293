import { isJidGroup, isLidUser, isPnUser, jidNormalizedUser, type proto } from 'baileys'
import type { ChatChange } from '../../../domain/chat.ts'
import type { MessageDirection } from '../../../domain/message.ts'
import type { EngineEvent } from '../../contract.ts'
import { canonicalJid, isChat, type NumberOfLid } from '../addresses/jid.ts'
import type { Mutation } from './codec.ts'
import { isAboutLabel, labelFacts } from './labels.ts'

/** What settings say: facts to be written, LIDs whose number they name, and the name of the account. */
export type Said = {
  facts: EngineEvent[]
  pairs: { lid: string; pn: string }[]
  own_name: string | null
}

/** Reads what was set. `news`: it has just been set, and is not what was found when the account was linked. */
export const saidBy = async (
  mutations: Mutation[],
  news: boolean,
  numberOfLid: NumberOfLid
): Promise<Said> => {
  const said: Said = { facts: [], pairs: [], own_name: null }
  for (const mutation of mutations) {
    const [kind = '', address = ''] = mutation.index
    const { value } = mutation
    if (kind === 'setting_pushName' && !mutation.removed) {
      said.own_name = value.pushNameSetting?.name || said.own_name
      continue
    }
    if (isAboutLabel(mutation.index)) {
      said.facts.push(...(await labelFacts(mutation, news, numberOfLid)))
      continue
    }
    const pair = pairOf(mutation)
    if (pair) said.pairs.push(pair)
    if (isPnUser(address) || isLidUser(address) || address.endsWith('@g.us'))
      said.facts.push(...(await factsOf(kind, address, mutation, news, numberOfLid)))
  }
  return said
}

const factsOf = async (
  kind: string,
  address: string,
  mutation: Mutation,
  news: boolean,
  numberOfLid: NumberOfLid
): Promise<EngineEvent[]> => {
  const { value, removed } = mutation
  if (kind === 'contact' || kind === 'lid_contact') {
    const contact_id = await canonicalJid(
      address,
      value.contactAction?.pnJid ?? undefined,
      numberOfLid
    )
    const saved = removed ? null : (value.contactAction ?? value.lidContactAction)
    const name = saved?.fullName || saved?.firstName || null
    const user_name = saved?.username || null
    return [{ type: 'saved_contact', contact_id, name, user_name, news }]
  }
  if (kind === 'userStatusMute') {
    if (isJidGroup(address)) return []
    const contact_id = await canonicalJid(address, undefined, numberOfLid)
    const muted = !removed && value.userStatusMuteAction?.muted === true
    return [{ type: 'status_muted', contact_id, muted, news }]
  }
  const chat_id = await canonicalJid(address, undefined, numberOfLid)
  if (!isChat(chat_id)) return []
  const at = timeOf(value.timestamp) ?? new Date()
  const message = messageOf(mutation)
  if (kind === 'star') {
    if (!message) return []
    const starred = !removed && value.starAction?.starred !== false
    return [{ type: 'starred', ...message, starred, at, news }]
  }
  if (kind === 'deleteMessageForMe')
    return message && !removed ? [{ type: 'deleted_for_me', ...message, at, news }] : []
  const change = changeOf(kind, mutation, at)
  return change ? [{ type: 'chat_changed', chat_id, change, news }] : []
}

/** What a setting of a chat changes about it. */
const changeOf = (kind: string, { value, removed }: Mutation, at: Date): ChatChange | null => {
  switch (kind) {
    case 'mute': {
      const muted = !removed && value.muteAction?.muted === true
      return { muted, muted_until: muted ? timeOf(value.muteAction?.muteEndTimestamp) : null }
    }
    case 'pin_v1':
      return { pinned_at: !removed && value.pinAction?.pinned ? at : null }
    case 'archive':
      return { archived: !removed && value.archiveChatAction?.archived === true }
    case 'markChatAsRead': {
      if (removed) return null
      const { read, messageRange } = value.markChatAsReadAction ?? {}
      if (!read) return { marked_unread: true }
      return { marked_unread: false, read_upto: endOf(messageRange) ?? at }
    }
    case 'clearChat':
      return removed
        ? null
        : { cleared: { upto: endOf(value.clearChatAction?.messageRange) ?? at, hidden: false } }
    case 'deleteChat':
      return removed
        ? null
        : { cleared: { upto: endOf(value.deleteChatAction?.messageRange) ?? at, hidden: true } }
    default:
      return null
  }
}

type Named = { whatsapp_id: string; direction: MessageDirection }

/** The message that an index names behind its chat. */
const messageOf = ({ index: [, , id, from_me] }: Mutation): Named | null =>
  id ? { whatsapp_id: id, direction: from_me === '1' ? 'outbound' : 'inbound' } : null

/** A LID and the number behind it, where the setting names both. */
const pairOf = ({ index: [kind, address = ''], value }: Mutation): Said['pairs'][number] | null => {
  const { contactAction: contact, pnForLidChatAction: chat } = value
  const [lid, pn] = isLidUser(address)
    ? [address, kind === 'contact' ? contact?.pnJid : chat?.pnJid]
    : [contact?.lidJid, address]
  if (!lid || !pn || !isLidUser(lid) || !isPnUser(pn)) return null
  return { lid: jidNormalizedUser(lid), pn: jidNormalizedUser(pn) }
}

/** The time of the last message of a range; the range is told in seconds. */
const endOf = (
  range: proto.SyncActionValue.ISyncActionMessageRange | null | undefined
): Date | null => {
  const seconds = Number(range?.lastMessageTimestamp ?? 0)
  // Whole seconds: what came within this one was there.
  return seconds > 0 ? new Date(seconds * 1_000 + 999) : null
}

/** A time in milliseconds. WhatsApp writes none, 0 and -1 for one that never comes. */
const timeOf = (ms: unknown): Date | null => {
  const number = Number(ms ?? 0)
  return Number.isFinite(number) && number > 0 ? new Date(number) : null
}
