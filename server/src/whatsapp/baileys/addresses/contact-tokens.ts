import { Mutex } from 'async-mutex'
import {
  type BinaryNode,
  isJidGroup,
  isLidUser,
  jidNormalizedUser,
  type SignalKeyStoreWithTransaction,
  type SignalRepositoryWithLIDStore
} from 'baileys'
import { storeTcTokensFromIqResult } from 'baileys/lib/Utils/tc-token-utils.js'
import type { Log } from '../../../lib/log.ts'

type Mapping = SignalRepositoryWithLIDStore['lidMapping']

const token_bytes_max = 1_024

/**
 * Keeps the token that comes with a message, by which WhatsApp sees that its sender wants to hear from us. Baileys keeps
 * those that come by themselves; these are kept in the same way, the newest of each, under the LID, one after the other.
 */
export const createTokenKeeper = (
  keys: SignalKeyStoreWithTransaction,
  mapping: Mapping,
  log: Log
): ((stanza: BinaryNode) => void) => {
  const one = new Mutex()
  const getLIDForPN = async (pn: string): Promise<string | null> => {
    const lid = await mapping.getLIDForPN(pn)
    return lid && jidNormalizedUser(lid)
  }
  const keep = ({ jid, bytes, t }: Found): Promise<void> =>
    storeTcTokensFromIqResult({ result: asAnswer(bytes, t), fallbackJid: jid, keys, getLIDForPN })

  return (stanza) => {
    const found = tokenIn(stanza)
    if (!found) return
    one
      .runExclusive(() => keep(found))
      .catch((error) => log.warn({ err: error }, 'the token of a contact could not be kept'))
  }
}

type Found = { jid: string; bytes: Uint8Array; t: string }

const tokenIn = ({ attrs, content }: BinaryNode): Found | null => {
  const token = Array.isArray(content) && content.find(({ tag }) => tag === 'tctoken')
  const { from = '', sender_lid, recipient } = attrs
  if (!token || recipient || from === '' || isJidGroup(from)) return null
  const { t } = token.attrs
  const bytes = token.content
  if (!(bytes instanceof Uint8Array) || bytes.length > token_bytes_max || !isSeconds(t)) return null
  const jid = sender_lid && isLidUser(sender_lid) ? sender_lid : jidNormalizedUser(from)
  return { jid, bytes, t }
}

const day_s = 86_400

/** One from tomorrow would keep all that come after it from being kept. */
const isSeconds = (t: string | undefined): t is string =>
  /^\d{1,12}$/.test(t ?? '') && Number(t) < Date.now() / 1_000 + day_s

/** As the server answers to the question for tokens. */
const asAnswer = (content: Uint8Array, t: string): BinaryNode => ({
  tag: 'iq',
  attrs: {},
  content: [
    {
      tag: 'tokens',
      attrs: {},
      content: [{ tag: 'token', attrs: { type: 'trusted_contact', t }, content }]
    }
  ]
})
