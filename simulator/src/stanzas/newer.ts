import { node } from '../wire/node.ts'
import { type KnownStanza, lid, pn, T } from './known.ts'

const SEALED = Buffer.from('3308'.padEnd(160, 'a7'), 'hex')

/** Stanzas with a tag of their own that clients of last spring do not know. All of them have to be acknowledged. */
export const NEWER_STANZAS: KnownStanza[] = [
  {
    name: 'status of somebody',
    build: ({ id, contact }) =>
      node(
        'status',
        {
          id: id(),
          from: 'status@broadcast',
          participant: lid(contact),
          participant_pn: pn(contact),
          type: 'text',
          t: T,
          offline: '0'
        },
        [
          node('enc', { v: '2', type: 'skmsg' }, SEALED),
          node('meta', { status_setting: 'contacts' })
        ]
      ),
    optional: ['@participant', '@participant_pn', '@type', '@t', '@offline', 'enc', 'meta']
  },
  {
    name: 'appdata',
    build: ({ id, own }) =>
      node('appdata', { id: id(), from: pn(own), type: 'default', t: T, offline: '0' }, [
        node('enc', { v: '2', type: 'msg' }, SEALED)
      ]),
    optional: ['@type', '@t', '@offline', 'enc']
  }
]
