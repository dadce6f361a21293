import { type BinaryNode, generateMessageIDV2, getBinaryNodeChild } from 'baileys'
import { AppError } from '../../../../domain/errors.ts'
import type { Group } from '../../../../schemas/group.ts'
import type { GroupChanges } from '../../../../schemas/group-change.ts'
import type { CallHandler } from '../../../contract.ts'
import { QuestionRefused } from '../ask.ts'
import type { CallContext } from '../context.ts'
import { askForGroup, askForNode, readGroup } from './read-group.ts'
import { throwForChanger, throwForReader } from './refusals.ts'
import { settingsOf } from './setting-nodes.ts'

/** One request to WhatsApp, and what it changes for those who read of it. */
type Step = { what: string; make: () => Promise<unknown> }

/**
 * Makes those changes of a group that are none yet, one after the other: WhatsApp takes them one by one. What admins alone may
 * do comes first. Answers with the group as it is then.
 */
export const updateGroup =
  (context: CallContext): CallHandler<'update_group'> =>
  async ({ group_id, changes }, signal) => {
    const { ask } = context
    const node = await askForNode(ask, group_id, signal).catch(throwForReader)
    const change = (content: BinaryNode): Promise<unknown> =>
      ask({ xmlns: 'w:g2', type: 'set', to: group_id, content: [content] }, signal)
    const describe = (text: string | null): Promise<unknown> =>
      change(describing(node, text)).catch(async (error) => {
        // Somebody else has described it meanwhile: WhatsApp wants to hear which description is replaced.
        if (!(error instanceof QuestionRefused) || error.code !== '409') throw error
        return change(describing(await askForNode(ask, group_id, signal), text))
      })
    const group = readGroup(node, group_id)
    await makeAll(stepsOf(group, changes, change, describe))
    return askForGroup(ask, group_id, signal).catch(throwForReader)
  }

const stepsOf = (
  group: Group,
  { settings = {}, subject, description }: GroupChanges,
  change: (content: BinaryNode) => Promise<unknown>,
  describe: (text: string | null) => Promise<unknown>
): Step[] => {
  const steps: Step[] = settingsOf(settings)
    .filter(({ name }) => settings[name] !== group.settings[name])
    .map(({ name, node }) => ({ what: `settings.${name}`, make: () => change(node) }))
  if (subject !== undefined && subject !== group.subject)
    steps.push({
      what: 'subject',
      make: () => change({ tag: 'subject', attrs: {}, content: Buffer.from(subject) })
    })
  if (description !== undefined && description !== group.description)
    steps.push({ what: 'description', make: () => describe(description) })
  return steps
}

/** Where one is refused after others were made, the caller is told which. */
const makeAll = async (steps: Step[]): Promise<void> => {
  const made: string[] = []
  for (const { what, make } of steps) {
    try {
      await make()
      made.push(what)
    } catch (error) {
      try {
        throwForChanger(error)
      } catch (told) {
        throw made.length > 0 && told instanceof AppError ? halfWay(told, what, made) : told
      }
    }
  }
}

const halfWay = (told: AppError, what: string, made: string[]): AppError => {
  const detail = `${told.detail ?? ''} It refused to change ${what}. Changed before: ${made.join(', ')}.`
  const { retry_after_s } = told
  return new AppError(told.code, told.context, {
    cause: told,
    detail: detail.trim(),
    ...(retry_after_s !== undefined && { retry_after_s })
  })
}

const describing = (group: BinaryNode, text: string | null): BinaryNode => {
  const previous = getBinaryNodeChild(group, 'description')?.attrs['id']
  return {
    tag: 'description',
    attrs: {
      ...(text === null ? { delete: 'true' } : { id: generateMessageIDV2() }),
      ...(previous && { prev: previous })
    },
    ...(text !== null && {
      content: [{ tag: 'body', attrs: {}, content: Buffer.from(text) }]
    })
  }
}
