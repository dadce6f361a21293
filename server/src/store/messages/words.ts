import type { Tx } from '../../lib/db.ts'

export type DueMessage = { id: string; content: unknown }
export type MessageWords = { message_id: string; words: string[] }

/** Whether this transaction may read words: one at a time, so that an older text never replaces a newer one. */
export const beginWords = async (tx: Pick<Tx, 'query'>): Promise<boolean> => {
  const [row] = await tx.query<{ mine: boolean }>(
    `select pg_try_advisory_xact_lock(hashtext('message_words')) as mine`,
    [],
    'begin_words'
  )
  return row?.mine ?? false
}

/** Takes as many messages whose words are to be read, and how many were noted; some of them may be gone. */
export const takeDue = async (
  tx: Pick<Tx, 'query'>,
  most: number
): Promise<{ taken: number; messages: DueMessage[] }> => {
  const noted = await tx.query<{ message_id: string }>(
    `delete from message_words_due where ctid = any (array(
       select ctid from message_words_due where not and_older limit $1
     )) returning message_id`,
    [most],
    'take_due_words'
  )
  if (noted.length === 0) return { taken: 0, messages: [] }
  const messages = await tx.query<DueMessage>(
    'select id, content from messages where id = any ($1::text[])',
    [[...new Set(noted.map((one) => one.message_id))]],
    'due_messages'
  )
  return { taken: noted.length, messages }
}

/** Takes as many of the messages that were there before words were read, the newest of one tenant first. */
export const takeOlder = async (tx: Pick<Tx, 'query'>, most: number): Promise<DueMessage[]> => {
  const [noted] = await tx.query<{ message_id: string; tenant_id: string }>(
    `delete from message_words_due where ctid = any (array(
       select ctid from message_words_due where and_older limit 1
     )) returning message_id, tenant_id`,
    [],
    'take_older_words'
  )
  if (!noted) return []
  const messages = await tx.query<DueMessage>(
    'select id, content from messages where tenant_id = $1 and id <= $2 order by id desc limit $3',
    [noted.tenant_id, noted.message_id, most + 1],
    'older_messages_for_words'
  )
  const next = messages[most]
  if (next)
    await tx.query(
      'insert into message_words_due (message_id, tenant_id, and_older) values ($1, $2, true)',
      [next.id, noted.tenant_id],
      'note_older_words'
    )
  return messages.slice(0, most)
}

/**
 * Keeps the words of messages in place of those they had; a message without words has no row. Messages are locked in the
 * order of their ids.
 */
export const putWords = async (tx: Pick<Tx, 'query'>, found: MessageWords[]): Promise<void> => {
  const wordless = found.filter((one) => one.words.length === 0)
  const worded = found.filter((one) => one.words.length > 0)
  if (worded.length > 0)
    await tx.query(
      `insert into message_words (message_id, tenant_id, words)
       select m.id, m.tenant_id, array_to_tsvector(array(
         select mark || word from jsonb_array_elements_text(w.words) word, search_mark(m.tenant_id) mark
       ))
       from jsonb_to_recordset($1::jsonb) as w (message_id text, words jsonb) join messages m on m.id = w.message_id
       order by m.id for key share of m
       on conflict (message_id) do update set words = excluded.words`,
      [JSON.stringify(worded)],
      'put_words'
    )
  if (wordless.length > 0)
    await tx.query(
      'delete from message_words where message_id = any ($1::text[])',
      [wordless.map((one) => one.message_id)],
      'delete_words'
    )
}

/** The newest messages of the tenant with all these words, before the position; null when they are too common to be gathered. */
export const findByWords = async (
  tx: Pick<Tx, 'query'>,
  words: string[],
  position: string | null,
  most: number
): Promise<string[] | null> => {
  const [found] = await tx.query<{ ids: string[] | null }>(
    'select find_words($1, $2, $3) as ids',
    [words, position, most],
    'find_words'
  )
  return found?.ids ?? null
}
