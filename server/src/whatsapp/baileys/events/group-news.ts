import { type BinaryNode, isJidGroup, jidNormalizedUser, type WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { EngineEvent, GroupNews, StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from '../keys/kept-map.ts'
import { readGroupNews } from './read-group-news.ts'

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
): void => {
  const heard = createKeptMap<true>('group-news', heard_bounds, journal, stored)
  // It is there long before the server has let the session in.
  heard.ready().catch((error) => log.debug({ err: error }, 'news of groups may come twice'))

  socket.ws.prependListener('CB:notification', (stanza: BinaryNode) => {
    const { from, id } = stanza.attrs
    if (!from || !isJidGroup(from)) return
    const news = readGroupNews(stanza, jidNormalizedUser(from))
    if (news.length === 0) return
    if (id && heard.get(id)) return
    if (id) heard.set(id, true)
    for (const one of news) journal.record(asFact(one))
  })
}

const asFact = (news: GroupNews): EngineEvent => ({ type: 'group_news', news })
