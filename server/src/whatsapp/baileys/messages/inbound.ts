import type { BinaryNode, proto, WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import type { FileMessage } from '../../../domain/file-reference.ts'
import type { Quote } from '../../../domain/quote.ts'
import type { Log } from '../../../lib/log.ts'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { InboundMessageFact, KnownMessage, OpenOptions, StoredKeys } from '../../contract.ts'
import type { Own } from '../addresses/jid.ts'
import { type NumberOfLid, sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import type { DecryptionListener } from '../keys/signal-repository.ts'
import { known_kinds } from '../kinds.ts'
import { absentContent, isReceipted, isWithPhone } from './absent-content.ts'
import { changeIn, secretOf } from './change-in-message.ts'
import { type Comment, commentIn } from './comments.ts'
import { createDisappearing, stayIn } from './disappearing.ts'
import {
  contentFrom,
  decodePlaintext,
  isStatusPost,
  messageFact,
  unwrapped
} from './from-whatsapp.ts'
import { createHearPost } from './hear-post.ts'
import { mentionedNumbers } from './mentioned-numbers.ts'
import type { MessageChange } from './message-change.ts'

import { createMessageChanges, knownFrom } from './message-changes.ts'
import { forwardingScoreIn, quoteIn } from './quote-from-whatsapp.ts'
import { rawForm } from './raw-form.ts'
import { keyOf, type Resends, resentMessages } from './resends.ts'

type Options = {
  journal: BorderJournal
  stored: StoredKeys
  own: () => Own
  numberOfLid: NumberOfLid
  lidOfNumber: WASocket['signalRepository']['lidMapping']['getLIDForPN']
  keepsStatuses: OpenOptions['keepsStatuses']
  /** Called when all that a stanza says is recorded, whatever that was. */
  recorded: (stanza: BinaryNode) => void
  resends: Resends
  log: Log
}

const unreadable: InboundContent = { type: 'unsupported', unsupported: { kinds: [] } }

// A message without content, padded by one byte: Baileys acknowledges it and has nothing to tell of it.
const empty_message = Buffer.from([1])

const hold_most_ms = 2_000
const remembered_max = 1_000

/**
 * Records each message in the moment in which it has been decrypted: together with the key that was used up, and before
 * Baileys says to the sender that it arrived.
 */
export const recordInbound = ({
  journal,
  stored,
  own,
  numberOfLid,
  lidOfNumber,
  keepsStatuses,
  recorded,
  resends,
  log
}: Options): DecryptionListener => {
  // Ciphertexts of a stanza still to come. The keys they use up and the message belong into one transaction, and in groups
  // the first carries the key of the second.
  const open = new WeakMap<BinaryNode, { left: number; release: () => void }>()
  // Ids decrypted a moment ago: when one of them comes again its row may not be there yet to tell that it is known.
  const decrypted = new LRUCache<string, { message: KnownMessage | null }>({ max: remembered_max })
  const changes = createMessageChanges({
    journal,
    stored,
    own,
    numberOfLid,
    lidOfNumber,
    recent: (id) => decrypted.get(id)?.message ?? undefined
  })
  const hearPost = createHearPost({ journal, stored, own, numberOfLid, keepsStatuses, changes })
  const learnDisappearing = createDisappearing({ journal, own, numberOfLid })
  const ready = () => Promise.all([resends.ready(), changes.ready()])

  const begin = (stanza: BinaryNode): void => {
    if (open.has(stanza) || !Array.isArray(stanza.content)) return
    const ciphertexts = stanza.content.filter((part) => part.tag === 'enc').length
    const release = journal.hold()
    // What follows may have to ask the server first, and a question waits at the output gate like everything else.
    const timer = setTimeout(release, hold_most_ms)
    open.set(stanza, {
      left: ciphertexts,
      release: () => {
        clearTimeout(timer)
        release()
      }
    })
  }

  const passed = (stanza: BinaryNode): void => {
    const state = open.get(stanza)
    if (state && --state.left <= 0) {
      open.delete(stanza)
      recorded(stanza)
      state.release()
    }
  }

  const known = async (id: string | undefined): ReturnType<StoredKeys['known']> => {
    if (!id) return 'unknown'
    return decrypted.has(id) || changes.heard(id) ? 'complete' : stored.known(id)
  }

  /** What cannot be read is kept for versions that can. */
  const recordRaw = (
    { whatsapp_id, from_me, content }: InboundMessageFact,
    said: proto.IMessage | null
  ): void => {
    const message = content?.type === 'unsupported' && said ? rawForm(said) : null
    const direction = from_me ? 'outbound' : 'inbound'
    if (message)
      journal.record({ type: 'raw', whatsapp_id, direction, message, tried: known_kinds })
  }

  const recordSaid = async (
    stanza: BinaryNode,
    heard: InboundContent | null,
    said: proto.IMessage | null = null,
    secret: Uint8Array | null = null,
    about: Quote | null = null
  ): Promise<void> => {
    const { id } = stanza.attrs
    const named = heard && mentionedNumbers(heard, numberOfLid)
    // A text that mentions nobody does not wait.
    const content = named instanceof Promise ? await named : named
    if (content?.file && id) content.file.message = fileMessage(stanza, id, own())
    const fact = content && (await messageFact(stanza, content, own(), numberOfLid))
    const quote =
      about ??
      (said && fact?.type === 'message' && (await quoteIn(said, fact.chat_id, own(), numberOfLid)))
    const beside = said && {
      forwarding_score: forwardingScoreIn(said),
      disappearing_seconds: stayIn(said)
    }
    const message =
      fact?.type === 'message' ? { ...fact, secret, quote: quote || null, ...beside } : null
    if (message) {
      journal.record(message)
      recordRaw(message, said)
    } else if (fact) journal.record(fact)
    if (!id) return
    decrypted.set(id, { message: message && knownFrom(message) })
    resends.arrived(id)
    if (message) changes.arrived(message)
  }

  const recordComment = (
    stanza: BinaryNode,
    { message, quote }: Comment,
    secret: Uint8Array | null
  ) => recordSaid(stanza, contentFrom(message), message, secret, quote)

  /** Somebody said something, or something about what was said before. */
  const hear = async (stanza: BinaryNode, message: proto.IMessage): Promise<void> => {
    const said = unwrapped(message)
    const { id } = stanza.attrs
    if (isStatusPost(stanza)) {
      const post = await hearPost(stanza, said)
      if (!post || !id) return
      decrypted.set(id, { message: knownFrom(post) })
      return changes.arrived(post)
    }
    const learned = learnDisappearing(stanza, said)
    if (learned) await learned
    const sealed = commentIn(said)
    const comment = sealed && (await changes.openComment(stanza, sealed))
    if (comment) return recordComment(stanza, comment, secretOf(message))
    const content = contentFrom(said)
    const change =
      changeIn(said) ??
      (content?.type === 'live_location' ? toldAgain(stanza, content, await known(id)) : null)
    if (!change) return recordSaid(stanza, content, said, secretOf(message))
    if (change.kind === 'better_file' && change.content?.file && id)
      change.content.file.message = fileMessage(stanza, id, own())
    await changes.hear(stanza, change)
    if (id) resends.arrived(id)
  }

  /** The phone speaks to its own device: among others it gives what this one could not be given. */
  const hearPhone = async (stanza: BinaryNode, message: proto.IMessage): Promise<void> => {
    const { jid, lid } = own()
    if (!sameUser(stanza.attrs['from'], jid) && !sameUser(stanza.attrs['from'], lid)) return
    for (const resent of resentMessages(message, own())) await hear(resent.stanza, resent.message)
  }

  return {
    begin,
    decrypted: async (stanza, plaintext) => {
      try {
        await ready()
        const message = readMessage(stanza, plaintext, log)
        const by_phone = stanza.attrs['category'] === 'peer'
        if (!message) await (by_phone || recordSaid(stanza, unreadable))
        else await (by_phone ? hearPhone(stanza, unwrapped(message)) : hear(stanza, message))
        // step: message recorded
        const { id } = stanza.attrs
        if (id && !decrypted.has(id)) decrypted.set(id, { message: null })
        return message ? plaintext : empty_message
      } finally {
        passed(stanza)
      }
    },
    absent: async (stanza, absence) => {
      try {
        await ready()
        const { id, category } = stanza.attrs
        if (isStatusPost(stanza)) await recordSaid(stanza, unreadable)
        if (category === 'peer' || isStatusPost(stanza) || (await known(id)) === 'complete')
          return empty_message
        if (!isWithPhone(absence)) {
          await recordSaid(stanza, { type: 'unsupported', unsupported: { kinds: [absence] } })
          if (isReceipted(absence)) return empty_message
          throw absentContent()
        }
        const fact = await messageFact(stanza, null, own(), numberOfLid)
        if (fact) journal.record(fact)
        if (fact?.type === 'message') resends.expect(stanza)
        throw absentContent()
      } finally {
        passed(stanza)
      }
    },
    undecryptable: async (stanza, error) => {
      try {
        await ready()
        const state = await known(stanza.attrs['id'])
        // It was committed and the acknowledgement got lost: its key is used up, which is right.
        if (state === 'complete') return empty_message
        // Asking again for a status that nobody waits for holds up everything that comes after it.
        if (isStatusPost(stanza)) return empty_message
        log.info(
          { whatsapp_id: stanza.attrs['id'], reason: (error as Error).message?.slice(0, 80) },
          'message could not be decrypted, asking for it again'
        )
        const fact =
          state === 'unknown' && stanza.attrs['category'] !== 'peer'
            ? await messageFact(stanza, null, own(), numberOfLid)
            : null
        if (fact) journal.record(fact)
        if (fact?.type === 'message') resends.expect(stanza)
        return null
      } finally {
        passed(stanza)
      }
    }
  }
}

/** The message in a plaintext; null when there is none. */
const readMessage = (
  stanza: BinaryNode,
  plaintext: Uint8Array,
  log: Log
): proto.IMessage | null => {
  try {
    return decodePlaintext(plaintext)
  } catch (error) {
    // Asking for it again would bring the same, as its key has shown.
    log.info({ whatsapp_id: stanza.attrs['id'], err: error }, 'message cannot be read')
    return null
  }
}

/** Where somebody is now is told under the id of the message that told it first. */
const toldAgain = (
  { attrs: { id } }: BinaryNode,
  content: InboundContent,
  known: 'unknown' | 'undecryptable' | 'complete'
): MessageChange | null =>
  id && known === 'complete' ? { kind: 'edit', whatsapp_id: id, content } : null

/** The message of a file as its phone knows it. */
const fileMessage = (stanza: BinaryNode, whatsapp_id: string, own: Own): FileMessage | null => {
  const { remoteJid, fromMe, participant } = keyOf(stanza.attrs, own)
  if (!remoteJid) return null
  return {
    whatsapp_id,
    remote_jid: remoteJid,
    from_me: fromMe === true,
    participant: participant ?? null
  }
}
