import { getBinaryNodeChild } from 'baileys'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { CallHandlers } from '../../contract.ts'
import { addressesOf } from '../addresses/jid.ts'
import { type Ask, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

type Handlers = Pick<CallHandlers, 'set_own_picture' | 'set_group_picture'>

/** The pictures of the account and of its groups. */
export const pictureCalls = ({ ask, creds, group_news }: CallContext): Handlers => ({
  set_own_picture: async ({ picture }, signal) => ({
    id: await setPicture(ask, undefined, picture, signal).catch((error) => {
      throw refusalOf(error, to_account)
    })
  }),
  set_group_picture: async ({ group_id, picture }, signal) => {
    const id = await setPicture(ask, group_id, picture, signal).catch((error) => {
      throw refusalOf(error, to_changers)
    })
    const by = addressesOf([creds.me?.id, creds.me?.lid])
    const changes = { picture: id === null ? null : { id } }
    // WhatsApp tells whoever is in the group; whether this device too is not certain.
    group_news.tell({ event: 'group.updated', data: { group_id, by, at: new Date(), changes } })
    return { id }
  }
})

const to_account = new Map<string, ErrorCode>([['406', 'picture_refused']])
const to_changers = new Map<string, ErrorCode>([
  ['401', 'not_a_group_admin'],
  ['403', 'not_a_group_admin'],
  ['404', 'group_not_found'],
  ['406', 'picture_refused'],
  ['410', 'group_not_found']
])

/** The id that WhatsApp gives it; null: it shows none any more. `target`: the group, unless it is that of the account. */
const setPicture = async (
  ask: Ask,
  target: string | undefined,
  picture: string | null,
  signal: AbortSignal
): Promise<string | null> => {
  const content =
    picture === null
      ? []
      : [{ tag: 'picture', attrs: { type: 'image' }, content: Buffer.from(picture, 'base64') }]
  const answer = await ask(
    {
      xmlns: 'w:profile:picture',
      type: 'set',
      ...(target !== undefined && { target }),
      ...(content.length > 0 && { content })
    },
    signal
  )
  if (picture === null) return null
  const id = getBinaryNodeChild(answer, 'picture')?.attrs['id']
  if (!id) throw new Error('an answer about a picture without its id')
  return id
}
