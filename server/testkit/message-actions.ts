import type { Json } from './caller.ts'

/** What a message says that something is asked of, and who has said it. */
export type ActedOn = 'own' | 'heard' | 'poll' | 'event'

/** Something that is asked of a message. */
export type MessageAction = {
  on: ActedOn
  method: 'post' | 'patch' | 'delete'
  /** Behind the message's address. */
  path: string
  body?: object
  /** Whether the message, as the API shows it, is as it was asked to be. */
  done(message: Json): boolean
  /** Where it is made at once instead of waiting in the queue. */
  live?: true
  /** Where it tells the senders instead of being a message. */
  receipt?: true
}

const answers = (message: Json): number =>
  (message.poll_result?.voters ?? 0) + (message.event_responses?.length ?? 0)

/** Everything that can be asked of a message. `to` is whom the friend forwards to. */
export const messageActions = (to: string): Record<string, MessageAction> => ({
  edit: {
    on: 'own',
    method: 'patch',
    path: '',
    body: { text: { body: 'edited' } },
    done: ({ text, edited_at }) => text?.body === 'edited' && Boolean(edited_at)
  },
  delete: {
    on: 'own',
    method: 'delete',
    path: '',
    done: ({ text, deleted_at }) => text === undefined && Boolean(deleted_at)
  },
  pin: {
    on: 'own',
    method: 'post',
    path: '/pin',
    body: { for: '7d' },
    done: ({ pinned_until }) => Boolean(pinned_until)
  },
  // Of a message that is not pinned: WhatsApp is told all the same.
  unpin: {
    on: 'heard',
    method: 'delete',
    path: '/pin',
    done: ({ pinned_until }) => pinned_until === null
  },
  react: {
    on: 'heard',
    method: 'post',
    path: '/reaction',
    body: { emoji: '👍' },
    done: ({ reactions }) => reactions?.length === 1
  },
  forward: {
    on: 'heard',
    method: 'post',
    path: '/forward',
    body: { to },
    done: ({ deleted_at }) => !deleted_at
  },
  vote: {
    on: 'poll',
    method: 'post',
    path: '/vote',
    body: { options: ['Morning'] },
    done: (message) => answers(message) === 1
  },
  respond: {
    on: 'event',
    method: 'post',
    path: '/response',
    body: { response: 'going' },
    done: (message) => answers(message) === 1
  },
  read: {
    on: 'heard',
    method: 'post',
    path: '/read',
    body: {},
    done: ({ read_at }) => Boolean(read_at),
    receipt: true
  },
  'delete for me': {
    on: 'heard',
    method: 'delete',
    path: '?for=me',
    done: ({ deleted_for }) => deleted_for === 'me',
    live: true
  },
  star: {
    on: 'heard',
    method: 'post',
    path: '/star',
    body: {},
    done: ({ starred_at }) => Boolean(starred_at),
    live: true
  }
})
