import { type GroupMetadata, isLidUser, isPnUser, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import type { BorderJournal } from '../border.ts'
import type { Own } from './jid.ts'
import { sameUser } from './jid.ts'

const lists_max = 100
const people_max = 20_000

/** Who is in a group at the moment in which something is sent to it. */
export type MemberLists = {
  /** Asks for the members of a group, and records how many others the message is for. Tells whether the account is an admin. */
  read(socket: WASocket, to: string, whatsapp_id: string): Promise<{ is_admin: boolean }>
  /** The list that was just read, once: Baileys, which needs it too, asks by itself where there is none. */
  take(jid: string): Promise<GroupMetadata | undefined>
}

export const createMemberLists = (
  journal: BorderJournal,
  own: () => Own,
  /** Hears of each list that was read. */
  read: (group: GroupMetadata) => void
): MemberLists => {
  const lists = new LRUCache<string, GroupMetadata>({ max: lists_max })
  const known = new LRUCache<string, true>({ max: people_max })

  /** The list says whose LID is which number; receipts name people by LID alone. */
  const learn = async (socket: WASocket, { participants }: GroupMetadata): Promise<void> => {
    const pairs = participants.flatMap(({ id: lid, phoneNumber: pn }) =>
      isLidUser(lid) && pn && isPnUser(pn) && !known.has(lid) ? [{ lid, pn }] : []
    )
    if (pairs.length === 0) return
    await socket.signalRepository.lidMapping.storeLIDPNMappings(pairs)
    for (const { lid } of pairs) known.set(lid, true)
  }

  return {
    read: async (socket, to, whatsapp_id) => {
      const metadata = await socket.groupMetadata(to)
      await learn(socket, metadata)
      read(metadata)
      lists.set(to, metadata)
      const { jid, lid } = own()
      const isOwn = ({ id, phoneNumber }: GroupMetadata['participants'][number]): boolean =>
        sameUser(id, jid) || sameUser(id, lid) || sameUser(phoneNumber, jid)
      const others = metadata.participants.filter((one) => !isOwn(one))
      // Written with the keys of the message, so before it leaves: no receipt comes before its number is known.
      journal.record({ type: 'recipients', whatsapp_id, count: others.length })
      return { is_admin: metadata.participants.some((one) => isOwn(one) && !!one.admin) }
    },
    take: async (jid) => {
      const list = lists.get(jid)
      lists.delete(jid)
      return list
    }
  }
}
