import {
  type BinaryNode,
  getAllBinaryNodeChildren,
  getBinaryNodeChild,
  isJidGroup,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { Log } from '../../../lib/log.ts'
import { call_id_pattern } from '../../../schemas/phone-call.ts'
import type { CallNews, OpenOptions, StoredKeys } from '../../contract.ts'
import { canonicalJid, type NumberOfLid, type Own, sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { askWith } from '../calls/ask.ts'
import { createKeptMap } from '../keys/kept-map.ts'

/** Calls to the account: what is heard of them, and how they are rejected. */
export type PhoneCalls = {
  /** Resolves when what the stanza tells is recorded. */
  heard(stanza: BinaryNode): Promise<void>
  /** Rejects a call that rings. Resolves with who called when WhatsApp has acknowledged it. */
  reject(call_id: string, signal: AbortSignal): Promise<string>
}

type Known = {
  /** The address to which it is rejected. */
  creator: string
  contact_id: string
  group_id: string | null
  video: boolean | null
  ended: boolean
}

type Reason = Extract<CallNews, { event: 'call.ended' }>['data']['reason']

/** The latest ones, those that have ended among them: what comes twice is told once. */
const bounds = { entries_max: 200, characters_max: 65_536 }
/** A call rings no longer than this. */
const rings_ms = 60_000

type Deps = {
  journal: BorderJournal
  stored: StoredKeys
  own: () => Own
  numberOfLid: NumberOfLid
  rejectsCalls: OpenOptions['rejectsCalls']
  over: AbortSignal
  log: Log
}

export const createPhoneCalls = (
  socket: WASocket,
  { journal, stored, own, numberOfLid, rejectsCalls, over, log }: Deps
): PhoneCalls => {
  const calls = createKeptMap<Known>('calls', bounds, journal, stored)
  let turn: Promise<unknown> = Promise.resolve()

  const isOwn = (jid: string | undefined): boolean =>
    sameUser(jid, own().jid) || sameUser(jid, own().lid)

  const record = (news: CallNews, answer = false): void =>
    journal.record({ type: 'call_news', news, answer })

  const end = (call_id: string, call: Known, reason: Reason, at: Date, answer = false): void => {
    calls.set(call_id, { ...call, ended: true })
    const { contact_id, group_id, video } = call
    record(
      { event: 'call.ended', data: { call_id, contact_id, group_id, video, at, reason } },
      answer
    )
  }

  const note = async (stanza: BinaryNode): Promise<void> => {
    const read = readCall(stanza)
    if (!read || isOwn(read.creator)) return
    const { call_id, at } = read
    await calls.ready()
    const known = calls.get(call_id)
    if (known?.ended) return
    const reason = endOf(read.child, isOwn(stanza.attrs['from']))
    if (known) {
      if (reason) end(call_id, known, reason, at)
      return
    }
    const is_offer = offers.has(read.child.tag)
    if (!is_offer && !reason) return
    const contact_id = await canonicalJid(read.creator, read.caller_pn, numberOfLid)
    const { group_id, video, creator } = read
    const call = { creator, contact_id, group_id, video, ended: false }
    // Of one that began before this device was there only the end is heard.
    if (reason) return end(call_id, call, reason, at)
    calls.set(call_id, call)
    const offline = stanza.attrs['offline'] !== undefined
    record({ event: 'call.received', data: { call_id, contact_id, group_id, video, at, offline } })
    if (!offline) rejectByItself(call_id)
  }

  const rejectByItself = (call_id: string): void => {
    const signal = AbortSignal.any([over, AbortSignal.timeout(rings_ms)])
    rejectsCalls()
      .then(async (rejects) => {
        if (rejects) await reject(call_id, signal, true)
      })
      .catch((error) => log.warn({ err: error }, 'a call was not rejected'))
  }

  const reject = async (
    call_id: string,
    signal: AbortSignal,
    by_itself = false
  ): Promise<string> => {
    await calls.ready()
    const call = ringing(calls.get(call_id), call_id)
    await sendRejection(socket, own(), call_id, call.creator, signal)
    // Whoever asked twice at once is answered twice, and it is told once.
    if (!calls.get(call_id)?.ended)
      end(call_id, call, 'rejected', new Date(), by_itself && call.group_id === null)
    return call.contact_id
  }

  return {
    heard: (stanza) => {
      const noted = turn.then(() => note(stanza))
      turn = noted.catch(() => undefined)
      return noted
    },
    reject: (call_id, signal) => reject(call_id, signal)
  }
}

const sendRejection = async (
  socket: WASocket,
  own: Own,
  call_id: string,
  creator: string,
  signal: AbortSignal
): Promise<void> => {
  const [from, to] = [jidNormalizedUser(own.jid ?? ''), jidNormalizedUser(creator)]
  const attrs = { 'call-id': call_id, 'call-creator': to, count: '0' }
  const content = [{ tag: 'reject', attrs }]
  await askWith(socket, { tag: 'call', attrs: { from, to }, content }, signal)
}

const offers = new Set(['offer', 'offer_notice'])

const ringing = (call: Known | undefined, call_id: string): Known => {
  if (!call) throw new AppError('call_not_found', { call_id })
  if (call.ended) throw new AppError('call_over', { call_id })
  return call
}

/** Why it rings no more; null: it still does. `by_us`: said by another device of the account. */
const endOf = ({ tag, attrs }: BinaryNode, by_us: boolean): Reason | null => {
  if (tag === 'accept') return by_us ? 'accepted_elsewhere' : null
  if (tag === 'reject') return by_us ? 'rejected_elsewhere' : null
  if (tag !== 'terminate') return null
  if (attrs['reason'] === 'accepted_elsewhere') return 'accepted_elsewhere'
  return attrs['reason'] === 'rejected_elsewhere' ? 'rejected_elsewhere' : 'missed'
}

/** What a stanza says of which call; null: nothing that can be read. */
const readCall = (stanza: BinaryNode) => {
  const [child] = getAllBinaryNodeChildren(stanza)
  const { from = '', sender_pn, t } = stanza.attrs
  if (!child) return null
  const { 'call-id': call_id, 'group-jid': group, media, caller_pn = sender_pn } = child.attrs
  const creator = child.attrs['call-creator'] ?? (isJidGroup(from) ? undefined : from)
  if (!call_id || !call_id_pattern.test(call_id) || !creator) return null
  const group_id = group && isJidGroup(group) ? group : isJidGroup(from) ? from : null
  const video = offers.has(child.tag)
    ? media === 'video' || !!getBinaryNodeChild(child, 'video')
    : null
  const at = t ? new Date(Number(t) * 1_000) : new Date()
  return { call_id, creator, caller_pn, group_id, video, at, child }
}
