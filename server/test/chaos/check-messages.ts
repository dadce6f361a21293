import type { Audit } from '@whatsapp-saas/simulator/client'
import type { Client, Json } from './client.ts'
import type { Population } from './population.ts'
import type { Accepted, Said, Traffic } from './traffic.ts'
import { wordsOf } from './words-of.ts'

/** All messages of a tenant, oldest first, read from the public API. */
const listMessages = async (client: Client): Promise<Json[]> => {
  const found: Json[] = []
  for (let cursor = ''; ; ) {
    const { body } = await client.call(
      'GET',
      `/api/v1/messages?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
    )
    found.push(...body.data)
    cursor = body.next_cursor
    if (!cursor) return found.reverse()
  }
}

/**
 * What is wrong with the messages: every accepted one must be on exactly one phone message, every one that a phone said
 * must be stored once, each chat in its order on both sides. `unreadable` are the friends whose phones could not read
 * something at first: they show it later, so the order on their screens is not the product's.
 */
export const checkMessages = async (
  { tenants, sessions, readers }: Population,
  { accepted, said }: Traffic,
  audit: Audit,
  unreadable: Set<string>
): Promise<string[]> => {
  const problems: string[] = []
  const stored = (await Promise.all(tenants.map(listMessages))).flat()
  const outbound = Map.groupBy(
    stored.filter((row) => row.direction === 'outbound'),
    (row) => row.session_id as string
  )
  const inbound = Map.groupBy(
    stored.filter((row) => row.direction === 'inbound'),
    (row) => row.session_id as string
  )
  for (const session of sessions) {
    const rows_out = outbound.get(session.id) ?? []
    const rows_in = inbound.get(session.id) ?? []
    for (const friend of session.friends) {
      const chat = `${session.number} with ${friend}`
      const own = accepted.filter((one) => one.session === session && one.friend === friend)
      const theirs = said.filter((one) => one.session === session && one.friend === friend)
      const of_chat = (rows: Json[]): Json[] =>
        rows.filter((row) => row.chat_id === `${friend}@s.whatsapp.net`)
      problems.push(
        ...checkRowsOut(chat, own, of_chat(rows_out), readers.has(friend) ? 'read' : 'delivered'),
        ...checkPhone(chat, own, audit, session.number, friend, unreadable.has(friend)),
        ...checkIn(chat, theirs, of_chat(rows_in))
      )
    }
  }
  const shown = audit.chats.flatMap((chat) => chat.messages.filter((one) => one.from === chat.chat))
  const from_sessions = new Set(sessions.map(({ number }) => number))
  const on_phones = shown.filter((one) => from_sessions.has(one.from)).length
  compare(problems, 'rows in all', stored.length, accepted.length + said.length)
  compare(problems, 'ids that the server took', audit.accepted, accepted.length)
  compare(problems, 'messages on phones', on_phones, accepted.length)
  for (const { text, ids, number } of audit.shown_again)
    problems.push(`${number} was shown "${text}" under ${ids.length} ids`)
  for (const { id, number } of audit.unacknowledged)
    problems.push(`${id} was never acknowledged to ${number}`)
  return problems
}

const inOrder = <T extends { number: number }>(list: T[]): T[] =>
  list.toSorted((one, other) => one.number - other.number)

const checkRowsOut = (
  chat: string,
  accepted: Accepted[],
  rows: Json[],
  status: 'delivered' | 'read'
): string[] => {
  const problems: string[] = []
  sameList(
    problems,
    `${chat}, outbound rows`,
    rows.map((row) => row.whatsapp_id),
    inOrder(accepted).map((one) => one.whatsapp_id)
  )
  for (const row of rows) {
    if (row.status !== status)
      problems.push(`${chat}: ${row.id} is ${row.status} ${JSON.stringify(row.error)}`)
  }
  return problems
}

const checkPhone = (
  chat: string,
  accepted: Accepted[],
  audit: Audit,
  from: string,
  to: string,
  in_any_order: boolean
): string[] => {
  const problems: string[] = []
  const ids = inOrder(accepted).map((one) => one.whatsapp_id)
  const taken = audit.sent.find((list) => list.from === from && list.to === to)?.ids ?? []
  sameList(problems, `${chat}, ids in the order the server took them`, taken, ids)
  const shown = (
    audit.chats.find((one) => one.number === to && one.chat === from)?.messages ?? []
  ).filter((one) => one.from === from)
  const shown_ids = shown.map((one) => one.id)
  const what = `${chat}, shown on the phone`
  if (in_any_order) sameList(problems, what, shown_ids.toSorted(), ids.toSorted())
  else sameList(problems, what, shown_ids, ids)
  const texts = new Map(accepted.map((one) => [one.whatsapp_id, one.text]))
  for (const { id, text } of shown) {
    if (texts.get(id) !== text)
      problems.push(`${chat}: the phone shows "${text}" for ${id}, not "${texts.get(id)}"`)
  }
  return problems
}

const checkIn = (chat: string, said: Said[], rows: Json[]): string[] => {
  const problems: string[] = []
  const wanted = inOrder(said)
  sameList(
    problems,
    `${chat}, inbound rows`,
    rows.map((row) => row.whatsapp_id),
    wanted.map((one) => one.id)
  )
  const texts = new Map(wanted.map((one) => [one.id, one.text]))
  for (const row of rows) {
    const text = texts.get(row.whatsapp_id)
    if (row.status !== 'received' || wordsOf(row) !== text)
      problems.push(
        `${chat}: ${row.id} is ${row.status} and says ${JSON.stringify(wordsOf(row))}, not "${text}"`
      )
  }
  return problems
}

/** The same entries in the same order, each once; says what differs in a way that tells losses, doubles and swaps apart. */
const sameList = (problems: string[], what: string, found: string[], wanted: string[]): void => {
  const seen = new Set(found)
  const known = new Set(wanted)
  const lost = wanted.filter((id) => !seen.has(id))
  const strange = found.filter((id) => !known.has(id))
  if (lost.length > 0) problems.push(`${what}: ${lost.length} missing, such as ${lost[0]}`)
  if (strange.length > 0)
    problems.push(`${what}: ${strange.length} nobody knows, such as ${strange[0]}`)
  if (seen.size !== found.length) problems.push(`${what}: ${found.length - seen.size} doubled`)
  if (lost.length > 0 || strange.length > 0 || seen.size !== found.length) return
  const at = found.findIndex((id, index) => id !== wanted[index])
  if (at >= 0) problems.push(`${what}: the order is not kept from number ${at} on`)
}

const compare = (problems: string[], what: string, found: number, wanted: number): void => {
  if (found !== wanted) problems.push(`${what}: ${found}, not ${wanted}`)
}
