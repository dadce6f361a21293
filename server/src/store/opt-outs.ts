import { firstIdOf } from '../domain/ids.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** A row of `opt_outs`. */
export type OptOutRow = {
  id: string
  tenant_id: string
  address: string
  source: 'word' | 'api'
  word: string | null
  message_id: string | null
  created_at: Date
}

const columns = 'id, tenant_id, address, source, word, message_id, created_at'

/** Those who have opted out, the last ones first; or the one who has this address among theirs. */
export const listOptOuts = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & { address: string | null }
): Promise<OptOutRow[]> =>
  tx.query(
    `select ${columns} from opt_outs
     where tenant_id = $1 and ($2::text is null or address = any (addresses_of($1, $2))) and ($3::text is null or id < $3)
     order by id desc limit $4 + 1`,
    [tenant_id, page.address, page.position, page.limit],
    'list_opt_outs'
  )

/** Whoever has this address among theirs, if they have opted out. */
export const findOptOut = async (
  tx: Tx,
  tenant_id: string,
  address: string
): Promise<OptOutRow | null> => {
  const [row] = await tx.query<OptOutRow>(
    `select ${columns} from opt_outs where tenant_id = $1 and address = any (addresses_of($1, $2)) order by id limit 1`,
    [tenant_id, address],
    'find_opt_out'
  )
  return row ?? null
}

/** Null: they have opted out already. */
export const insertOptOut = async (
  tx: Tx,
  one: Pick<OptOutRow, 'id' | 'tenant_id' | 'address'>
): Promise<OptOutRow | null> => {
  const [row] = await tx.query<OptOutRow>(
    `insert into opt_outs (id, tenant_id, address, source) values ($1, $2, $3, 'api')
     on conflict (tenant_id, address) do nothing returning ${columns}`,
    [one.id, one.tenant_id, one.address],
    'insert_opt_out'
  )
  return row ?? null
}

/** The one that is gone now; null: there was none. */
export const deleteOptOut = async (
  tx: Tx,
  tenant_id: string,
  opt_out_id: string
): Promise<OptOutRow | null> => {
  const [row] = await tx.query<OptOutRow>(
    `delete from opt_outs where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant_id, opt_out_id],
    'delete_opt_out'
  )
  return row ?? null
}

const reply_ms = 24 * 3_600_000

export type OptedOut = { session_id: string; chat_id: string; wrote: boolean }

/** Those of these people who have opted out, and whether they have written to the session within a day. */
export const findOptedOut = (
  tx: Tx,
  tenant_id: string,
  people: { session_id: string; chat_id: string }[],
  now: Date
): Promise<OptedOut[]> =>
  tx.query(
    `select p.session_id, p.chat_id, exists (
       select from messages m
       where m.session_id = p.session_id and m.chat_id = p.chat_id and m.direction = 'inbound' and m.id >= $4
     ) as wrote
     from (select distinct * from unnest($2::text[], $3::text[]) as given (session_id, chat_id)) p
     where exists (select from opt_outs o where o.tenant_id = $1 and o.address = any (addresses_of($1, p.chat_id)))`,
    [
      tenant_id,
      people.map((one) => one.session_id),
      people.map((one) => one.chat_id),
      firstIdOf('message', new Date(now.getTime() - reply_ms))
    ],
    'find_opted_out'
  )

export type OptOutWordsRow = { stop_words: string[]; start_words: string[] }

/** The words that a tenant has chosen; null: those of everybody. */
export const findOptOutWords = async (
  tx: Tx,
  tenant_id: string
): Promise<OptOutWordsRow | null> => {
  const [row] = await tx.query<OptOutWordsRow>(
    'select stop_words, start_words from opt_out_settings where tenant_id = $1',
    [tenant_id],
    'find_opt_out_words'
  )
  return row ?? null
}

/** The words of everybody, those of a language together. */
export const defaultOptOutWords = async (tx: Tx): Promise<OptOutWordsRow> => {
  const [row] = await tx.query<OptOutWordsRow>(
    `select array_agg(distinct word) filter (where kind = 'stop') as stop_words,
       array_agg(distinct word) filter (where kind = 'start') as start_words
     from default_opt_out_words`,
    [],
    'default_opt_out_words'
  )
  return row ?? { stop_words: [], start_words: [] }
}

/** Texts as they are compared with those words. */
export const foldWords = async (tx: Tx, words: string[]): Promise<string[]> => {
  const rows = await tx.query<{ folded: string }>(
    'select fold_word(word) as folded from unnest($1::text[]) with ordinality as w (word, place) order by place',
    [words],
    'fold_words'
  )
  return rows.map((row) => row.folded)
}

export const putOptOutWords = async (
  tx: Tx,
  tenant_id: string,
  words: OptOutWordsRow & { stop_folded: string[]; start_folded: string[] }
): Promise<void> => {
  await tx.query(
    `insert into opt_out_settings (tenant_id, stop_words, start_words, stop_folded, start_folded) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id) do update set stop_words = excluded.stop_words, start_words = excluded.start_words,
       stop_folded = excluded.stop_folded, start_folded = excluded.start_folded`,
    [tenant_id, words.stop_words, words.start_words, words.stop_folded, words.start_folded],
    'put_opt_out_words'
  )
}

export const deleteOptOutWords = async (tx: Tx, tenant_id: string): Promise<void> => {
  await tx.query(
    'delete from opt_out_settings where tenant_id = $1',
    [tenant_id],
    'delete_opt_out_words'
  )
}
