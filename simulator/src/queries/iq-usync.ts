import { faultOf, takeFault } from '../control/faults.ts'
import { lidOf } from '../messages/addresses.ts'
import { watchDevices } from '../phones/devices.ts'
import type { Device, Phone } from '../phones/phone.ts'
import { normalizeNumber, parseJid, pnJid } from '../wire/jid.ts'
import { bytesOf, childOf, childrenNamed, childrenOf, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { phoneByJid, phoneByNumber, type World } from '../world.ts'
import type { IqHandler } from './iq-answer.ts'

/** Looks up people: who is registered, by which devices, under which LID. */
export const handleUsync: IqHandler = (world, device, request) => {
  const usync = childOf(request, 'usync')
  const query = childOf(usync, 'query')
  if (!usync || !query) return { error: { code: '400', text: 'bad-request' } }
  const protocols = childrenOf(query).map(({ tag }) => tag)
  const refusal = refusedInResult(world, device)
  if (refusal) {
    const result = protocols.map((protocol) => node(protocol, {}, [refusal]))
    const content = [node('result', {}, result), node('list')]
    return { content: [node('usync', usync.attrs, content)] }
  }
  const users = childrenNamed(childOf(usync, 'list'), 'user').map((user) =>
    answerUser(world, device, protocols, user)
  )
  const result = protocols.map((protocol) => node(protocol))
  const content = [node('result', {}, result), node('list', {}, users)]
  return { content: [node('usync', usync.attrs, content)] }
}

const refusedInResult = ({ faults }: World, { phone: { number } }: Device): BinaryNode | null => {
  if (!takeFault(faults, number, 'refuse_in_result')) return null
  const code = String(faultOf(faults, number, 'refusal_code'))
  return node('error', { code, text: 'refused', backoff: '30' })
}

/** As people write a number that they look up. */
const WRITTEN = /^\+\d{5,20}$/

const answerUser = (
  world: World,
  asker: Device,
  protocols: string[],
  user: BinaryNode
): BinaryNode => {
  const text = bytesOf(childOf(user, 'contact'))?.toString() ?? ''
  const number = normalizeNumber(text)
  const jid = parseJid(user.attrs.jid)
  const phone = jid ? phoneByJid(world, jid) : phoneByWriting(world, number)
  const answer_jid = user.attrs.jid || pnJid(phone?.number ?? number)
  const content = protocols.flatMap((protocol) => {
    if (protocol === 'contact') {
      if (!jid && !WRITTEN.test(text))
        return [node('contact', { type: 'invalid' }, text || undefined)]
      return [node('contact', { type: phone ? 'in' : 'out' }, text || undefined)]
    }
    if (!phone) return protocol === 'devices' ? [node('devices', {}, [node('device-list')])] : []
    return answerProtocol(asker, protocol, phone, jid?.server === 'lid')
  })
  return node('user', { jid: answer_jid }, content)
}

/** By its number or another way to write it, as the server knows those of some countries. */
const phoneByWriting = (world: World, number: string): Phone | null =>
  world.phones.get(number) ?? world.phones_by_alias.get(number) ?? phoneByNumber(world, number)

const answerProtocol = (
  asker: Device,
  protocol: string,
  phone: Phone,
  asked_by_lid: boolean
): BinaryNode[] => {
  switch (protocol) {
    case 'devices':
      watchDevices(phone, asker)
      return [deviceList(phone)]
    case 'lid':
      // Who asks by LID knows it; an answer would be taken for a number's LID and refused.
      return asked_by_lid || !lidOf(phone) ? [] : [node('lid', { val: lidOf(phone) })]
    case 'status':
      return [aboutFor(asker.phone, phone)]
    case 'disappearing_mode':
      return [disappearingOf(phone)]
    case 'picture':
      return [node('picture', { id: phone.profile.picture ?? '0' })]
    default:
      return []
  }
}

const aboutFor = (asker: Phone, { profile, ...phone }: Phone): BinaryNode => {
  const { about, privacy, blocked } = profile
  const hidden = privacy.status === 'none' || blocked.has(asker.number)
  return hidden && phone.number !== asker.number
    ? node('status', { code: '401', type: 'fail' })
    : node('status', { t: about.at }, Buffer.from(about.text))
}

const disappearingOf = ({ profile }: Phone): BinaryNode => {
  const { duration, at } = profile.disappearing
  return node('disappearing_mode', { duration, t: at })
}

const deviceList = (phone: Phone): BinaryNode => {
  const devices = [...phone.devices.values()].map(({ id, key_index }) =>
    node('device', { id: String(id), 'key-index': String(key_index) })
  )
  return node('devices', {}, [
    node('device-list', { hash: `2:${phone.last_key_index}` }, [
      node('device', { id: '0' }),
      ...devices
    ]),
    node('key-index-list', { ts: nowSeconds() })
  ])
}
