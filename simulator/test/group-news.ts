import type { BaileysEventMap, WASocket } from 'baileys'

/** Groups a client heard of, changes in them, and receipts for what it said there. */
export interface GroupNews {
  groups: BaileysEventMap['groups.upsert']
  group_updates: Record<string, unknown>[]
  participants: BaileysEventMap['group-participants.update'][]
  join_requests: BaileysEventMap['group.join-request'][]
  receipts: {
    id: string
    userJid?: string | null
    receiptTimestamp?: unknown
    readTimestamp?: unknown
  }[]
}

/** Writes down from here on what the client hears of groups. */
export const listenToGroups = ({ ev }: WASocket): GroupNews => {
  const seen: GroupNews = {
    groups: [],
    group_updates: [],
    participants: [],
    join_requests: [],
    receipts: []
  }
  ev.on('groups.upsert', (groups) => seen.groups.push(...groups))
  ev.on('groups.update', (updates) =>
    seen.group_updates.push(...updates.map((update) => ({ ...update })))
  )
  ev.on('group-participants.update', (update) => seen.participants.push(update))
  ev.on('group.join-request', (request) => seen.join_requests.push(request))
  // A receipt that comes while the own message is still held back is merged into it.
  ev.on('messages.upsert', ({ messages }) => {
    for (const { key, userReceipt } of messages) {
      for (const receipt of userReceipt ?? []) seen.receipts.push({ id: key.id ?? '', ...receipt })
    }
  })
  ev.on('message-receipt.update', (updates) => {
    for (const { key, receipt } of updates) seen.receipts.push({ id: key.id ?? '', ...receipt })
  })
  return seen
}
