import { childrenNamed } from './node.ts'
import type { BinaryNode } from './wire.ts'

/**
 * What a client has been told and has not acknowledged yet, with when it was told. The real server ends the stream of a
 * client that leaves one of these unanswered.
 */
export type AwaitedAcks = Map<string, { at_ms: number; stanza: BinaryNode }>

/** Answers, requests, and what is said of the connection itself or of the moment: nobody acknowledges these. */
const UNACKNOWLEDGED = new Set([
  'ack',
  'iq',
  'ib',
  'presence',
  'chatstate',
  'success',
  'failure',
  'stream:error',
  'xmlstreamend'
])

const AWAITED_MAX = 100_000

/** Remembers a stanza that has gone out, if it wants an acknowledgement: any with an id, of whatever tag. */
export const awaitAck = (awaited: AwaitedAcks, stanza: BinaryNode): void => {
  const { id, from } = stanza.attrs
  if (!id || !from || UNACKNOWLEDGED.has(stanza.tag) || awaited.size >= AWAITED_MAX) return
  awaited.set(keyOf(stanza.tag, id), { at_ms: Date.now(), stanza })
}

/** A receipt acknowledges messages, an `ack` whatever its class says. */
export const noteAck = (awaited: AwaitedAcks, stanza: BinaryNode): void => {
  const { id = '', class: of = '' } = stanza.attrs
  if (stanza.tag === 'ack') awaited.delete(keyOf(of, id))
  if (stanza.tag !== 'receipt') return
  const items = childrenNamed(stanza, 'list').flatMap((list) => childrenNamed(list, 'item'))
  for (const each of [id, ...items.map((item) => item.attrs.id ?? '')])
    awaited.delete(keyOf('message', each))
}

const keyOf = (tag: string, id: string): string => `${tag} ${id}`
