import type { BinaryNode, WASocket } from 'baileys'
import type { InboundMessageFact, KnownMessage, StoredKeys } from '../../contract.ts'
import type { NumberOfLid, Own } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from '../keys/kept-map.ts'
import { applyChange } from './apply-change.ts'
import { createComments } from './comments.ts'
import type { MessageChange } from './message-change.ts'
import { createSpeakers, type Speaker } from './speakers.ts'

type Waiting = { change: MessageChange; speaker: Speaker }

/** Of changes whose message has not come yet; the oldest go first. */
const waiting_bounds = { entries_max: 200, characters_max: 500_000 }
const heard_bounds = { entries_max: 200, characters_max: 20_000 }

/** Edits and deletions of messages, reactions and answers to them, in whatever order they come. */
export type MessageChanges = {
  ready(): Promise<unknown>
  /** Whether a stanza with this id has changed a message already: its key is used up, so it can be read only once. */
  heard(whatsapp_id: string): boolean
  /** Applies what the stanza says about another message, or keeps it until that comes. */
  hear(stanza: BinaryNode, change: MessageChange): Promise<void>
  /** Opens a comment on another message; null where that is not there or its secret does not fit. */
  openComment: ReturnType<typeof createComments>
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
  const { journal, stored, recent } = options
  const speakerOf = createSpeakers(options)
  const ignore = (): void => journal.record({ type: 'ignored_change' })
  const waiting = createKeptMap<Waiting>('changes', waiting_bounds, journal, stored, ignore)
  // Anybody may react, so these must not crowd out the changes of authors.
  const reactions = createKeptMap<Waiting>('reactions', waiting_bounds, journal, stored, ignore)
  const answers = createKeptMap<Waiting>('answers', waiting_bounds, journal, stored, ignore)
  const heard = createKeptMap<true>('changes_heard', heard_bounds, journal, stored)
  const messagesOf = async (whatsapp_id: string): Promise<KnownMessage[]> => {
    const known = recent(whatsapp_id)
    return known ? [known] : stored.messages(whatsapp_id)
  }
  const apply = (change: MessageChange, speaker: Speaker, messages: KnownMessage[]): boolean =>
    applyChange(journal, change, speaker, messages)

  return {
    ready: () => Promise.all([waiting.ready(), reactions.ready(), answers.ready(), heard.ready()]),
    openComment: createComments(speakerOf, messagesOf),
    heard: (whatsapp_id) => heard.get(whatsapp_id) === true,
    hear: async (stanza, change) => {
      const speaker = await speakerOf(stanza, change)
      if (!speaker) return ignore()
      if (!apply(change, speaker, await messagesOf(change.whatsapp_id))) {
        const name = nameOf(change.whatsapp_id, speaker.as_admin ? null : speaker)
        if (change.kind === 'reaction' || change.kind === 'sealed_reaction')
          reactions.set(name, { change, speaker })
        else if (change.kind === 'answer') answers.set(name, { change, speaker })
        // Nothing that anybody in a chat may do crowds out what authors do.
        else if (change.kind === 'pin' || change.kind === 'keep' || change.kind === 'better_file')
          reactions.set(`${name} ${change.kind}`, { change, speaker })
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
      for (const said of [reactions, answers]) {
        for (const name of said.names(`${message.whatsapp_id} `)) {
          const kept = said.get(name)
          if (kept && apply(kept.change, kept.speaker, [knownFrom(message)])) said.delete(name)
        }
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
