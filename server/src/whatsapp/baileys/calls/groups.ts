import { getBinaryNodeChild } from 'baileys'
import type { CallHandlers } from '../../contract.ts'
import { type Question, QuestionRefused, refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { createGroupBook } from './groups/book.ts'
import { createGroup } from './groups/create.ts'
import { askForGroup } from './groups/read-group.ts'
import { throwForReader } from './groups/refusals.ts'
import { updateGroup } from './groups/update.ts'

type Handlers = Pick<
  CallHandlers,
  'read_group' | 'list_groups' | 'create_group' | 'update_group' | 'leave_group'
>

/** What is asked about groups, and done with them. */
export const groupCalls = (context: CallContext): Handlers => {
  const { ask } = context
  const book = createGroupBook(context)
  return {
    read_group: ({ group_id }, signal) => askForGroup(ask, group_id, signal).catch(throwForReader),
    list_groups: async ({ after, limit }, signal) => {
      const all = await book.read(signal).catch((error) => {
        throw refusalOf(error)
      })
      const rest = all.filter(({ id }) => after === null || id > after)
      return { groups: rest.slice(0, limit), more: rest.length > limit }
    },
    create_group: createGroup(context),
    update_group: updateGroup(context),
    leave_group: async ({ group_id }, signal) => {
      const group = { tag: 'group', attrs: { id: group_id } }
      const content = [{ tag: 'leave', attrs: {}, content: [group] }]
      const question: Question = { xmlns: 'w:g2', type: 'set', to: '@g.us', content }
      const answer = await ask(question, signal).catch(throwForReader)
      // It may say of the group alone that it was not left.
      const left = getBinaryNodeChild(getBinaryNodeChild(answer, 'leave'), 'group')
      const code = left?.attrs['error'] ?? '200'
      if (code !== '200')
        throwForReader(new QuestionRefused({ tag: 'error', attrs: { code, text: '' } }))
      return {}
    }
  }
}
