import { getBinaryNodeChild } from 'baileys'
import type { CallHandlers } from '../../contract.ts'
import { askWith, QuestionRefused, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'

/** Calls by telephone: one is rejected, or invited to by a link. */
export const phoneCalls = ({
  socket,
  phone_calls
}: CallContext): Pick<CallHandlers, 'reject_call' | 'create_call_link'> => ({
  reject_call: async ({ call_id }, signal) => {
    const contact_id = await phone_calls.reject(call_id, signal).catch((error) => {
      throw refusalOf(error)
    })
    return { contact_id }
  },
  create_call_link: async ({ media }, signal) => {
    const content = [{ tag: 'link_create', attrs: { media } }]
    const stanza = { tag: 'call', attrs: { to: '@call' }, content }
    try {
      const answer = await askWith(socket, stanza, signal)
      const token = getBinaryNodeChild(answer, 'link_create')?.attrs['token']
      if (!token) throw new QuestionRefused({ tag: 'error', attrs: {} })
      return { token }
    } catch (error) {
      throw refusalOf(error)
    }
  }
})
