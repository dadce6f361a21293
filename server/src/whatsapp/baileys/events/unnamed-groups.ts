import { type BinaryNode, isJidGroup, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import type { Log } from '../../../lib/log.ts'
import { pause } from '../../../lib/retry.ts'
import type { StoredKeys } from '../../contract.ts'
import type { BorderJournal } from '../border.ts'
import type { Ask } from '../calls/ask.ts'
import { askForGroup } from '../calls/groups/read-group.ts'

const groups_max = 5_000
const answer_ms_max = 10_000
/** WhatsApp restricts numbers that ask too much. */
const pause_ms = 1_000

/**
 * Asks what a group is called in which something is said and which nothing has named yet: in the background, one after the
 * other, and each at most once while the connection lasts.
 */
export const listenForUnnamedGroups = (
  socket: WASocket,
  {
    stored,
    ask,
    journal,
    over,
    log
  }: { stored: StoredKeys; ask: Ask; journal: BorderJournal; over: AbortSignal; log: Log }
): void => {
  const met = new LRUCache<string, true>({ max: groups_max })
  let line = Promise.resolve()

  const name = async (chat_id: string): Promise<void> => {
    if (over.aborted || (await stored.isNamed(chat_id))) return
    const signal = AbortSignal.any([over, AbortSignal.timeout(answer_ms_max)])
    const { subject, settings } = await askForGroup(ask, chat_id, signal)
    const change = {
      disappearing_seconds: settings.disappearing_s,
      ...(subject && { name: subject })
    }
    journal.record({ type: 'chat_changed', chat_id, change, news: true })
    await pause(pause_ms, over)
  }

  socket.ws.on('CB:message', ({ attrs: { from } }: BinaryNode) => {
    if (!from || !isJidGroup(from) || met.has(from)) return
    met.set(from, true)
    line = line
      .then(() => name(from))
      .catch((error) => log.debug({ err: error }, 'no name of a group'))
  })
}
