import {
  type BinaryNode,
  type GroupMetadata,
  getBinaryNodeChild,
  isJidGroup,
  type WASocket
} from 'baileys'
import { LRUCache } from 'lru-cache'
import type { ChatChange } from '../../../domain/chat.ts'
import type { BorderJournal } from '../border.ts'

const groups_max = 5_000

export type GroupNames = {
  /** Notes what a list of members says of the group itself, where that is new to this connection. */
  noteMetadata(group: Partial<GroupMetadata>): void
}

/** Records what groups are called and how long their messages stay, whoever changes it. */
export const listenForGroups = (
  socket: WASocket,
  { journal }: { journal: BorderJournal }
): GroupNames => {
  const noted = new LRUCache<string, string>({ max: groups_max })
  const note = (chat_id: string, change: ChatChange, news: boolean): void => {
    const text = JSON.stringify(change)
    if (text === '{}' || noted.get(chat_id) === text) return
    noted.set(chat_id, text)
    journal.record({ type: 'chat_changed', chat_id, change, news })
  }
  const noteMetadata = ({ id, subject, ephemeralDuration }: Partial<GroupMetadata>): void => {
    if (!id || !isJidGroup(id)) return
    const change: ChatChange = {
      ...(subject && { name: subject }),
      ...(ephemeralDuration && { disappearing_seconds: ephemeralDuration })
    }
    note(id, change, false)
  }

  // Before Baileys acknowledges it.
  socket.ws.prependListener('CB:notification', (stanza: BinaryNode) => {
    const { type, from } = stanza.attrs
    if (type === 'w:gp2' && from && isJidGroup(from)) note(from, groupChange(stanza), true)
  })
  // All groups of the account, as the server sends them after a link.
  socket.ev.on('groups.update', (groups) => {
    for (const group of groups) noteMetadata(group)
  })
  return { noteMetadata }
}

/** What a notification says of a group itself. */
export const groupChange = (stanza: BinaryNode): ChatChange => {
  const named = getBinaryNodeChild(stanza, 'subject')
  const created = getBinaryNodeChild(getBinaryNodeChild(stanza, 'create'), 'group')
  const name = named?.attrs['subject'] ?? created?.attrs['subject']
  const seconds = getBinaryNodeChild(stanza, 'not_ephemeral')
    ? 0
    : Number(getBinaryNodeChild(stanza, 'ephemeral')?.attrs['expiration'] ?? Number.NaN)
  return {
    ...(name && { name }),
    ...(Number.isSafeInteger(seconds) && seconds >= 0 && { disappearing_seconds: seconds })
  }
}
