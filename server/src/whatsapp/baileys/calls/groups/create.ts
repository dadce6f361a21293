import { type BinaryNode, getBinaryNodeChildren } from 'baileys'
import type { CallHandler } from '../../../contract.ts'
import { sameUser } from '../../addresses/jid.ts'
import { type Question, refusalOf } from '../ask.ts'
import type { CallContext } from '../context.ts'
import { type FoundPerson, findPeople } from '../find-people.ts'
import { outcomeOf, readOutcomes } from './outcomes.ts'
import { newParticipantNode } from './participant-nodes.ts'
import { groupIdOf, groupIn, readGroup } from './read-group.ts'
import { settingNodes } from './setting-nodes.ts'

/** Makes a group, with those in it who have an account and may be added. */
export const createGroup =
  (context: CallContext): CallHandler<'create_group'> =>
  async ({ key, subject, participants, settings }, signal) => {
    try {
      const people = await findPeople(context, withoutOwn(context, participants), signal)
      const wanted = people.filter(({ exists }) => exists !== false)
      const content = await Promise.all(
        wanted.map(({ person }) => newParticipantNode(context, person, 'lid'))
      )
      const create: BinaryNode = {
        tag: 'create',
        attrs: { subject, key },
        content: [...content, ...settingNodes(settings)]
      }
      const question: Question = { xmlns: 'w:g2', type: 'set', to: '@g.us', content: [create] }
      const node = groupIn(await context.ask(question, signal))
      const answered = readOutcomes('add', wanted, getBinaryNodeChildren(node, 'participant'))
      const outcomes = people.map(
        (one) => answered[wanted.indexOf(one)] ?? outcomeOf('add', one, 'not_on_whatsapp')
      )
      return { group: readGroup(node, groupIdOf(node)), outcomes }
    } catch (error) {
      throw refusalOf(error)
    }
  }

/** The account is in its groups anyway, and cannot be added to one. */
const withoutOwn = ({ creds }: CallContext, contacts: string[]): FoundPerson['contact'][] =>
  contacts.filter((one) => !sameUser(one, creds.me?.id) && !sameUser(one, creds.me?.lid))
