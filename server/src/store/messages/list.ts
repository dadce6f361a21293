import { messageColumns } from '../../domain/columns.ts'
import type { MessageRow } from '../../domain/message.ts'
import { noStatus } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import { createValues, type MessageFilter, type Stretch, sourceOf } from './list-sources.ts'

export type Looked = {
  rows: MessageRow[]
  /** The last message that was looked at, when there may be more behind it. */
  go_on_at: string | null
}

/**
 * An id tells when it was made, and a message is queued right after: later when the database was away, earlier only by as much
 * as a clock is ahead. What a list ends with costs nothing; what it begins behind is looked at in vain.
 */
const made_before_ms = 86_400_000
const made_after_ms = 15 * 60_000

const idAt = (time_ms: number): string =>
  `msg_${Math.max(0, time_ms).toString(16).padStart(12, '0')}`

/** What was cleared away on the phone is not found by its words any more. */
const not_cleared = `not exists (select from chat_settings cleared where cleared.session_id = m.session_id
  and cleared.chat_id = m.chat_id and m.id <= cleared.cleared_upto)`

/**
 * Looks at so many messages of the tenant, newest first, and gives those that fit. However rare they are, no more is read
 * than that: no filter has to have an index, and none reads all there is. Not prepared on purpose: the server plans for
 * the filters that are set.
 */
export const lookAtMessages = async (
  tx: Pick<Tx, 'query'>,
  tenant_id: string,
  filter: MessageFilter,
  stretch: Stretch
): Promise<Looked> => {
  const { values, put } = createValues()
  const tenant = put(tenant_id)
  const limit = put(stretch.look_at)
  const range = [
    stretch.position === null ? '' : `and m.id < ${put(stretch.position)}`,
    filter.from === null ? '' : `and m.id >= ${put(idAt(filter.from.getTime() - made_before_ms))}`,
    filter.to === null ? '' : `and m.id < ${put(idAt(filter.to.getTime() + made_after_ms))}`
  ].join(' ')
  const from = sourceOf(filter, stretch, { tenant, range, put, limit })
  const chats = [filter.chat_id, filter.other_chat_id ?? null].filter((name) => name !== null)
  const fits = [
    noStatus('m.'),
    filter.session_id === null ? '' : `m.session_id = ${put(filter.session_id)}`,
    chats.length === 0 ? '' : `m.chat_id = any (${put(chats)}::text[])`,
    filter.direction === null ? '' : `m.direction = ${put(filter.direction)}`,
    filter.type === null ? '' : `m.type = ${put(filter.type)}`,
    filter.senders ? `m.sender_id = any (${put(filter.senders)}::text[])` : '',
    filter.of_types
      ? `(m.type = any (${put(filter.of_types.types)}::text[])) = ${put(filter.of_types.wanted)}`
      : '',
    filter.words && !stretch.found
      ? // In this form the server cannot choose to read the words of all messages first.
        `coalesce((select w.words from message_words w where w.message_id = m.id)
           @@ (select words_query(${put(tenant_id)}::text, ${put(filter.words)}::text[])), false)`
      : '',
    filter.words ? not_cleared : '',
    filter.status === null ? '' : `m.status = ${put(filter.status)}`,
    filter.from === null ? '' : `m.queued_at >= ${put(filter.from)}`,
    filter.to === null ? '' : `m.queued_at < ${put(filter.to)}`
  ].filter((condition) => condition !== '')
  const order = filter.status === 'queued' && !stretch.found ? 'o.message_id' : 'm.id'
  const [found] = await tx.query<{ ids: string[]; last_id: string | null; looked_at: number }>(
    `with looked_at as materialized (
       select m.id, (${fits.join(' and ')}) as fits from ${from} order by ${order} desc limit ${limit}
     )
     select array(select id::text from looked_at where fits order by id desc limit ${put(stretch.want)}) as ids,
       (select min(id) from looked_at) as last_id, (select count(*) from looked_at) as looked_at`,
    values
  )
  const { ids = [], last_id = null, looked_at = 0 } = found ?? {}
  const rows =
    ids.length === 0
      ? []
      : await tx.query<MessageRow>(
          `select ${messageColumns()} from messages where tenant_id = $1 and id = any ($2) order by id desc`,
          [tenant_id, ids],
          'messages_by_id'
        )
  return { rows, go_on_at: looked_at < stretch.look_at ? null : last_id }
}
