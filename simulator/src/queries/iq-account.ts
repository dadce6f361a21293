import { answerChannel } from '../channels/channel-questions.ts'
import { answerMex } from '../limits/limits-told.ts'
import { activate } from '../phones/activate.ts'
import { removeDevice } from '../phones/devices.ts'
import { childOf, childrenNamed, node } from '../wire/node.ts'
import { abProps } from './ab-props.ts'
import type { IqHandler } from './iq-answer.ts'

/** Requests about the account and its settings; all of them small, most of them empty. */
export const handleAccountIq: IqHandler = (world, device, request) => {
  const { xmlns = '', type = '' } = request.attrs
  switch (`${xmlns} ${type}`) {
    case 'w:p get':
      world.stats.pings += 1
      return {}
    case 'urn:xmpp:ping get':
      return {}
    case 'passive set':
      return { afterwards: () => childOf(request, 'active') && activate(world, device) }
    case 'abt get':
      return { content: [abProps(world, childOf(request, 'props')?.attrs.hash)] }
    case 'w get':
      return { content: [node('props', {}, [])] }
    case 'w:mex get':
      return answerChannel(world, device.phone, request) ?? answerMex(device.phone, request)
    case 'w:biz get':
      return { content: [node('business_profile', {}, [])] }
    case 'bot get':
      return { content: [node('bot', {}, [])] }
    case 'md set':
      if (!childOf(request, 'remove-companion-device')) return null
      return { afterwards: () => removeDevice(world, device) }
    case 'urn:xmpp:whatsapp:dirty set':
      for (const { attrs } of childrenNamed(request, 'clean')) device.dirty.delete(attrs.type ?? '')
      return {}
    case 'w:stats set':
    case 'w:stats ':
    case 'urn:xmpp:whatsapp:push set':
      return {}
    default:
      return null
  }
}
