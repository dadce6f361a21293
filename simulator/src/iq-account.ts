import { activate } from './activate.ts'
import { removeDevice } from './devices.ts'
import type { IqAnswer, IqHandler } from './iq-answer.ts'
import { bytesOf, childOf, childrenNamed, childrenOf, node } from './node.ts'
import type { BinaryNode } from './wire.ts'

/** Requests about the account and its settings; all of them small, most of them empty. */
export const handleAccountIq: IqHandler = (world, device, request) => {
  const { xmlns = '', type = '' } = request.attrs
  switch (`${xmlns} ${type}`) {
    case 'w:p get':
    case 'urn:xmpp:ping get':
      return {}
    case 'passive set':
      return { afterwards: () => childOf(request, 'active') && activate(world, device) }
    case 'abt get':
    case 'w get':
      return { content: [node('props', {}, [])] }
    case 'privacy get':
      return { content: [node('privacy', {}, PRIVACY)] }
    case 'blocklist get':
      return { content: [node('list', {}, [])] }
    case 'w:profile:picture get':
      return { error: { code: '404', text: 'item-not-found' } }
    case 'w:sync:app:state set':
      return syncAppState(request)
    case 'w:mex get':
      return answerMex(request)
    case 'w:biz get':
      return { content: [node('business_profile', {}, [])] }
    case 'bot get':
      return { content: [node('bot', {}, [])] }
    case 'md set':
      if (!childOf(request, 'remove-companion-device')) return null
      return { afterwards: () => removeDevice(world, device) }
    case 'w:stats set':
    case 'w:stats ':
    case 'privacy set':
    case 'blocklist set':
    case 'status set':
    case 'disappearing_mode set':
    case 'w:profile:picture set':
    case 'urn:xmpp:whatsapp:dirty set':
    case 'urn:xmpp:whatsapp:push set':
      return {}
    default:
      return null
  }
}

const PRIVACY = [
  ['readreceipts', 'all'],
  ['last', 'all'],
  ['online', 'all'],
  ['profile', 'all'],
  ['status', 'all'],
  ['groupadd', 'all'],
  ['calladd', 'all'],
  ['messages', 'all']
].map(([name, value]) => node('category', { name, value }))

/** The server keeps no settings of chats: every collection is as new as the client says. */
const syncAppState = (request: BinaryNode): IqAnswer => {
  const collections = childrenNamed(childOf(request, 'sync'), 'collection').map(({ attrs }) =>
    node('collection', { name: attrs.name, version: attrs.version })
  )
  return { content: [node('sync', {}, collections)] }
}

/** Questions in the way of GraphQL, of which clients read one field each. */
const answerMex = (request: BinaryNode): IqAnswer => {
  const query = childrenOf(request)[0]
  const data = {
    xwa2_fetch_account_reachout_timelock: { is_active: false },
    xwa2_message_capping_info: { total_quota: -1, used_quota: 0 }
  }
  const known = bytesOf(query) !== null
  const body = known ? { data } : { errors: [{ message: 'empty query' }] }
  return { content: [node('result', {}, Buffer.from(JSON.stringify(body)))] }
}
