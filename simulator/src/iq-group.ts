import type { IqHandler } from './iq-answer.ts'
import { childOf, node } from './node.ts'

/** Nobody is in a group yet: the list is empty, and every group is unknown. */
export const handleGroupIq: IqHandler = (_world, _device, request) => {
  if (childOf(request, 'participating')) return { content: [node('groups', {}, [])] }
  return { error: { code: '404', text: 'item-not-found' } }
}
