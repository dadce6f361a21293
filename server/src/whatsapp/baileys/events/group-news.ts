import { type BinaryNode, isJidGroup, jidNormalizedUser, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../../lib/log.ts'
import type { EngineEvent, GroupNews, StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from '../keys/kept-map.ts'
import { readGroupNews } from './read-group-news.ts'

export type GroupNewsListener = {
  /** Tells what this connection has changed itself. */
  tell(news: GroupNews): void
}

/** More than can be on their way when a connection ends. */
const heard_bounds = { entries_max: 256, characters_max: 16_384 }

/**
 * Records what happens in groups, before Baileys acknowledges it, so that it is on disk by then. A notification comes again
 * when the connection has ended before WhatsApp had its acknowledgement: those that were heard last are kept with what they
 * told, and tell nothing twice.
 */
export const listenForGroupNews = (
  socket: WASocket,
  { journal, stored, log }: { journal: BorderJournal; stored: StoredKeys; log: Log }
): GroupNewsListener => {
  const heard = createKeptMap<true>('group-news', heard_bounds, journal, stored)
  // It is there long before the server has let the session in.
  heard.ready().catch((error) => log.debug({ err: error }, 'news of groups may come twice'))

  // What a group shows, as it was told last: a change may come as an answer and as a notification.
  const shown = new LRUCache<string, string>({ max: 256 })
  const tell = (news: GroupNews): void => {
    if (news.event === 'group.updated' && news.data.changes.picture !== undefined) {
      const picture = JSON.stringify(news.data.changes)
      if (shown.get(news.data.group_id) === picture) return
      shown.set(news.data.group_id, picture)
    }
    journal.record(asFact(news))
  }

  socket.ws.prependListener('CB:notification', (stanza: BinaryNode) => {
    const { from, id } = stanza.attrs
    if (!from || !isJidGroup(from)) return
    const news = readGroupNews(stanza, jidNormalizedUser(from))
    if (news.length === 0) return
    if (id && heard.get(id)) return
    if (id) heard.set(id, true)
    for (const one of news) tell(one)
  })
  return { tell }
}

const asFact = (news: GroupNews): EngineEvent => ({ type: 'group_news', news })
