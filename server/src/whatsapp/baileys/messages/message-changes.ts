import { type BinaryNode, isLidUser, isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import type { InboundContent } from '../../../schemas/messages/kinds.ts'
import type { InboundMessageFact, KnownMessage, StoredKeys } from '../../contract.ts'
import type { NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from '../keys/kept-map.ts'
import { type MessageChange, openEdit } from './change-in-message.ts'
import { messageFact, type Own } from './from-whatsapp.ts'

/** Somebody says something about a message: who, where, and by which addresses he is known. */
type Speaker = Pick<InboundMessageFact, 'chat_id' | 'sender_id' | 'from_me'> & {
  at: number
  forms: string[]
  /** WhatsApp's server lets only admins do it to messages of others. */
  as_admin: boolean
}

type Waiting = { change: MessageChange; speaker: Speaker }

/** Of changes whose message has not come yet; the oldest go first. */
const waiting_bounds = { entries_max: 200, characters_max: 500_000 }
const heard_bounds = { entries_max: 200, characters_max: 20_000 }
const admin_revoke = '8'
const nothing: InboundContent = { type: 'unsupported', unsupported: { kinds: [] } }

/** Edits and deletions of messages, and reactions to them, in whatever order they come. */
export type MessageChanges = {
  ready(): Promise<unknown>
  /** Whether a stanza with this id has changed a message already: its key is used up, so it can be read only once. */
  heard(whatsapp_id: string): boolean
  /** Applies what the stanza says about another message, or keeps it until that comes. */
  hear(stanza: BinaryNode, change: MessageChange): Promise<void>
  /** A message has been recorded: what was said about it before is applied now. */
  arrived(message: InboundMessageFact): void
}

/** `recent` knows messages that were recorded a moment ago and may not be on disk yet. */
export const createMessageChanges = (options: {
  journal: BorderJournal
  stored: StoredKeys
  own: () => Own
  numberOfLid: NumberOfLid
  lidOfNumber: WASocket['signalRepository']['lidMapping']['getLIDForPN']
  recent: (whatsapp_id: string) => KnownMessage | undefined
}): MessageChanges => {
  const { journal, stored, own, numberOfLid, lidOfNumber, recent } = options
  const ignore = (): void => journal.record({ type: 'ignored_change' })
  const waiting = createKeptMap<Waiting>('changes', waiting_bounds, journal, stored, ignore)
  // Anybody may react, so these must not crowd out the changes of authors.
  const reactions = createKeptMap<Waiting>('reactions', waiting_bounds, journal, stored, ignore)
  const heard = createKeptMap<true>('changes_heard', heard_bounds, journal, stored)

  const speakerOf = async (stanza: BinaryNode): Promise<Speaker | null> => {
    const fact = await messageFact(stanza, nothing, own(), numberOfLid)
    if (fact?.type !== 'message') return null
    const { from, participant, edit } = stanza.attrs
    const { sender_pn, sender_lid, participant_pn, participant_lid } = stanza.attrs
    const given = fact.from_me
      ? [own().jid, own().lid]
      : [participant ?? from, sender_pn, sender_lid, participant_pn, participant_lid]
    const forms = new Set([fact.sender_id])
    for (const jid of given) if (jid) forms.add(jidNormalizedUser(jid))
    for (const jid of [...forms]) {
      const other = isLidUser(jid) ? await numberOfLid(jid) : await lidOfNumber(jid)
      if (other) forms.add(jidNormalizedUser(other))
    }
    const persons = [...forms].filter((jid) => isPnUser(jid) || isLidUser(jid))
    const { chat_id, sender_id, from_me, at } = fact
    const as_admin = edit === admin_revoke && chat_id.endsWith('@g.us')
    return { chat_id, sender_id, from_me, at: at.getTime(), forms: persons, as_admin }
  }

  /** False: the message that is meant is not there, or cannot be read yet. */
  const apply = (change: MessageChange, speaker: Speaker, messages: KnownMessage[]): boolean => {
    const meant = messages.find((message) => mayChange(speaker, change, message))
    if (!meant) {
      if (messages.length > 0) ignore()
      return messages.length > 0
    }
    const { whatsapp_id } = change
    const { direction, secret } = meant
    const at = new Date(speaker.at)
    if (change.kind === 'reaction') {
      const { emoji } = change
      const reactor_id = speaker.sender_id
      journal.record({ type: 'reaction', whatsapp_id, direction, reactor_id, emoji, at })
      return true
    }
    if (change.kind === 'delete') {
      journal.record({ type: 'deleted', whatsapp_id, direction, at })
      return true
    }
    // Its secret comes with the message itself.
    if (change.kind === 'sealed_edit' && meant.undecryptable) return false
    const content =
      change.kind === 'edit' ? change.content : secret && openEdit(change, secret, speaker.forms)
    if (content) journal.record({ type: 'edited', whatsapp_id, direction, content, at })
    else ignore()
    return true
  }

  return {
    ready: () => Promise.all([waiting.ready(), reactions.ready(), heard.ready()]),
    heard: (whatsapp_id) => heard.get(whatsapp_id) === true,
    hear: async (stanza, change) => {
      const speaker = await speakerOf(stanza)
      if (!speaker) return ignore()
      const known = recent(change.whatsapp_id)
      const messages = known ? [known] : await stored.messages(change.whatsapp_id)
      if (!apply(change, speaker, messages)) {
        const name = nameOf(change.whatsapp_id, speaker.as_admin ? null : speaker)
        if (change.kind === 'reaction') reactions.set(name, { change, speaker })
        // Who deletes a message has nothing to say about it any more.
        else if (waiting.get(name)?.change.kind !== 'delete') waiting.set(name, { change, speaker })
      }
      if (stanza.attrs['id']) heard.set(stanza.attrs['id'], true)
    },
    arrived: (message) => {
      for (const name of [
        nameOf(message.whatsapp_id, message),
        nameOf(message.whatsapp_id, null)
      ]) {
        const kept = waiting.get(name)
        if (!kept || !apply(kept.change, kept.speaker, [knownFrom(message)])) continue
        waiting.delete(name)
      }
      for (const name of reactions.names(`${message.whatsapp_id} `)) {
        const kept = reactions.get(name)
        if (kept && apply(kept.change, kept.speaker, [knownFrom(message)])) reactions.delete(name)
      }
    }
  }
}

/** What has to be known of a message to change it. */
export const knownFrom = (message: InboundMessageFact): KnownMessage => ({
  direction: message.from_me ? 'outbound' : 'inbound',
  chat_id: message.chat_id,
  sender_id: message.sender_id,
  secret: message.secret,
  undecryptable: message.content === null
})

/** Under the one who may change it: others could keep his change from being kept. */
const nameOf = (
  whatsapp_id: string,
  speaker: Pick<Speaker, 'from_me' | 'sender_id'> | null
): string =>
  `${whatsapp_id} ${speaker === null ? 'admin' : speaker.from_me ? 'own' : speaker.sender_id}`

const mayChange = (speaker: Speaker, { kind }: MessageChange, message: KnownMessage): boolean => {
  // Whoever is in the chat; the chat with a person may be named by any of their addresses.
  if (kind === 'reaction')
    return (
      message.chat_id === speaker.chat_id ||
      (!speaker.chat_id.endsWith('@g.us') &&
        !speaker.from_me &&
        speaker.forms.includes(message.chat_id))
    )
  if (kind === 'delete' && speaker.as_admin && speaker.chat_id === message.chat_id) return true
  if (message.direction === 'outbound') return speaker.from_me
  return (
    !speaker.from_me &&
    (message.sender_id === speaker.sender_id || speaker.forms.includes(message.sender_id ?? ''))
  )
}
