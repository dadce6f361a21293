import { disappearsAt } from '../../domain/disappearing.ts'
import type { ReceivedFile } from '../../domain/file-reference.ts'
import { newId } from '../../domain/ids.ts'
import { seal } from '../../lib/crypto.ts'
import type { EngineEvent, InboundMessageFact } from '../../whatsapp/contract.ts'
import { sealContext } from '../records/stored-session.ts'
import { arrivedFile } from './arrived-file.ts'
import type { Change } from './change.ts'

type ContentOfFact = { type: string; file?: ReceivedFile; [member: string]: unknown }

const undecryptable = { type: 'undecryptable', undecryptable: {} }

/** What a fact from WhatsApp changes in the database. */
export const changesOf = (
  fact: EngineEvent,
  session: { session_id: string; tenant_id: string; session_key: Buffer }
): Change[] => {
  switch (fact.type) {
    case 'message':
      return [arrivedChange(fact, session)]
    case 'receipt':
      return fact.whatsapp_ids.map((whatsapp_id) => receiptChange(fact, whatsapp_id))
    case 'edited': {
      const { content, ...change } = fact
      const { type, file: _, ...members }: ContentOfFact = content
      return [{ ...change, type: 'edited', content_type: type, content: members }]
    }
    case 'better_file': {
      const { content, ...change } = fact
      const { type, file, ...members }: ContentOfFact = content
      const arrived = arrivedFile(session, file)
      return [{ ...change, content_type: type, content: members, file: arrived }]
    }
    case 'raw':
      return [rawChange(fact, session)]
    case 'tried': {
      const { content, ...change } = fact
      if (!content) return [{ ...change, content_type: null, content: null, file: null }]
      const { type, file, ...members } = content
      return [{ ...change, content_type: type, content: members, file: arrivedFile(session, file) }]
    }
    case 'deleted':
    case 'pinned':
    case 'kept':
    case 'reaction':
    case 'recipients':
    case 'answer':
    case 'chat_changed':
    case 'saved_contact':
    case 'status_muted':
    case 'starred':
    case 'deleted_for_me':
    case 'label_changed':
    case 'label_marked':
    case 'read_elsewhere':
      return [fact]
    case 'status_post':
    case 'ignored_change':
    case 'unknown_stanza':
      return []
    case 'unplaced':
      return [{ type: 'put_aside', reason: 'neither a person nor a group', fact }]
    case 'presence': {
      const { type: _, ...data } = fact
      const { session_id } = session
      return [{ type: 'event', event: 'presence.updated', data: { session_id, ...data } }]
    }
    case 'call_news':
      return callChanges(fact, session.session_id)
    case 'group_news': {
      const { event, data } = fact.news
      // Its type and its data belong together: GroupNews says so.
      return [{ type: 'event', event, data: { session_id: session.session_id, ...data } } as Change]
    }
    case 'typing':
      return [
        {
          type: 'event',
          event: 'chat.typing',
          data: {
            session_id: session.session_id,
            chat_id: fact.chat_id,
            from: fact.sender_id,
            state: fact.state
          }
        }
      ]
  }
}

const callChanges = (
  { news, answer }: Extract<EngineEvent, { type: 'call_news' }>,
  session_id: string
): Change[] => {
  const { call_id, contact_id } = news.data
  // Its type and its data belong together: CallNews says so.
  const told = {
    type: 'event',
    event: news.event,
    data: { session_id, ...news.data }
  } as Change
  return answer ? [told, { type: 'answer_call', call_id, contact_id }] : [told]
}

const arrivedChange = (
  fact: InboundMessageFact,
  session: { session_id: string; tenant_id: string; session_key: Buffer }
): Change => {
  const { type, file, ...members }: ContentOfFact = fact.content ?? undecryptable
  const { session_id, tenant_id, session_key } = session
  const { whatsapp_id, secret } = fact
  return {
    type: 'arrived',
    file: arrivedFile(session, file),
    message: {
      id: newId('message'),
      tenant_id,
      session_id,
      direction: fact.from_me ? 'outbound' : 'inbound',
      status: fact.content === null ? 'undecryptable' : fact.from_me ? 'sent' : 'received',
      whatsapp_id,
      chat_id: fact.chat_id,
      sender_id: fact.sender_id,
      push_name: fact.push_name,
      type,
      content: { ...members, ...besideContent(fact) },
      secret:
        secret &&
        seal(session_key, secret, sealContext.secret(session_id, whatsapp_id)).toString('base64'),
      whatsapp_at: fact.at,
      disappears_at: disappearsAt(fact.at, fact.disappearing_seconds)
    }
  }
}

/** What is kept with the content of a message that names others. */
const besideContent = ({ quote, forwarding_score }: InboundMessageFact) => ({
  ...(quote && { context: quote }),
  ...(forwarding_score > 0 && { forwarding_score })
})

const rawChange = (
  { message, whatsapp_id, direction, tried }: Extract<EngineEvent, { type: 'raw' }>,
  { session_id, session_key }: { session_id: string; session_key: Buffer }
): Change => {
  const context = sealContext.raw(session_id, direction, whatsapp_id)
  const sealed = seal(session_key, message, context).toString('base64')
  return { type: 'raw', whatsapp_id, direction, tried, sealed }
}

const receiptChange = (
  { group_id, person_id, status, at }: Extract<EngineEvent, { type: 'receipt' }>,
  whatsapp_id: string
): Change =>
  group_id === null
    ? { type: 'progress', whatsapp_id, person_id, status, at }
    : { type: 'group_receipt', whatsapp_id, group_id, person_id, status, at }
