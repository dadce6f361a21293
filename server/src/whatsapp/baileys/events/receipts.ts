import {
  type BinaryNode,
  getBinaryNodeChildren,
  isJidGroup,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import type { ReceiptStatus } from '../../../domain/receipt.ts'
import { isStatus } from '../../../domain/status.ts'
import type { EngineEvent } from '../../contract.ts'
import type { Own } from '../addresses/jid.ts'
import { sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import type { ServerAcks } from './acks.ts'

type ReceiptFact = Extract<EngineEvent, { type: 'receipt' }>
type ReadFact = Extract<EngineEvent, { type: 'read_elsewhere' }>

/** Records who has received or read messages of ours. The server must have had those, whatever became of its acks. */
export const listenForReceipts = (
  socket: WASocket,
  { journal, acks, own }: { journal: BorderJournal; acks: ServerAcks; own: () => Own }
): void => {
  socket.ws.on('CB:receipt', (stanza: BinaryNode) => {
    const facts = receiptFacts(stanza, own())
    // step: receipt received
    for (const fact of facts) {
      journal.record(fact)
      // Of a status that some have others may not have been told yet.
      if (!isStatus(fact.group_id ?? '')) acks.confirm(fact.whatsapp_ids)
    }
    if (facts.length > 0) return
    const read = readElsewhereFact(stanza, own())
    if (read) journal.record(read)
  })
}

/** What a receipt says of messages of ours; nothing when it is about something else. */
export const receiptFacts = (stanza: BinaryNode, own: Own): ReceiptFact[] => {
  const lists = getBinaryNodeChildren(stanza, 'participants')
  if (lists.length > 0) return lists.flatMap((list) => factsOfMany(stanza, list, own))
  const fact = receiptFact(stanza, own)
  return fact ? [fact] : []
}

/** Of a status, and of a group where it is much, WhatsApp tells of several people at once. The receipt has an id of its own then. */
const factsOfMany = ({ attrs }: BinaryNode, list: BinaryNode, own: Own): ReceiptFact[] => {
  const { from, type, t } = attrs
  const whatsapp_id = list.attrs['message_id'] ?? list.attrs['key']
  if (!from || !whatsapp_id || !isShared(from)) return []
  return getBinaryNodeChildren(list, 'user').flatMap(({ attrs: user }) => {
    const who = user['jid']
    const status = receipt_statuses.get(user['type'] ?? type ?? '')
    if (!who || !status || sameUser(who, own.jid) || sameUser(who, own.lid)) return []
    return [
      {
        type: 'receipt',
        whatsapp_ids: [whatsapp_id],
        group_id: from,
        person_id: jidNormalizedUser(user['participant_pn'] ?? who),
        status,
        at: receiptTime(user['t'] ?? t)
      }
    ]
  })
}

const isShared = (place: string): boolean => isJidGroup(place) === true || isStatus(place)

/** A receipt of one person for messages of ours; null when it is about something else. */
export const receiptFact = (stanza: BinaryNode, own: Own): ReceiptFact | null => {
  const { id, from, participant, participant_pn, sender_pn, type, t } = stanza.attrs
  const who = participant ?? from
  if (!id || !who || sameUser(who, own.jid) || sameUser(who, own.lid)) return null
  const status = receipt_statuses.get(type ?? '')
  if (!status) return null
  return {
    type: 'receipt',
    whatsapp_ids: idsIn(stanza),
    group_id: from && isShared(from) ? from : null,
    // Recorded at once, before Baileys acknowledges it: the number of somebody known by LID is looked up where it is written.
    person_id: jidNormalizedUser((participant ? participant_pn : sender_pn) ?? who),
    status,
    at: receiptTime(t)
  }
}

/** What the account has read on another of its devices; null when the receipt is about something else. */
export const readElsewhereFact = (stanza: BinaryNode, own: Own): ReadFact | null => {
  const { id, from, participant, type, t } = stanza.attrs
  const who = participant ?? from
  if (!id || !who || !(sameUser(who, own.jid) || sameUser(who, own.lid))) return null
  if (type !== 'read' && type !== 'read-self') return null
  return { type: 'read_elsewhere', whatsapp_ids: idsIn(stanza), at: receiptTime(t) }
}

/** The messages that a receipt names. */
const idsIn = ({ attrs: { id = '' }, content }: BinaryNode): string[] => {
  const ids = [id]
  for (const list of Array.isArray(content) ? content : []) {
    if (!Array.isArray(list.content)) continue
    for (const item of list.content)
      if (item.tag === 'item' && item.attrs['id']) ids.push(item.attrs['id'])
  }
  return [...new Set(ids)]
}

/** WhatsApp tells whole seconds: what happened within this one happened now, or it would come before the sending. */
const receiptTime = (t: string | undefined): Date => {
  const now = new Date()
  const told = new Date(Number(t) * 1000)
  return t && now.getTime() - told.getTime() >= 1_000 ? told : now
}

const receipt_statuses = new Map<string, ReceiptStatus>([
  ['', 'delivered'],
  ['inactive', 'delivered'],
  ['delivery', 'delivered'],
  ['read', 'read'],
  ['played', 'played']
])
