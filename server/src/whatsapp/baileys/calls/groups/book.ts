import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, isJidGroup } from 'baileys'
import type { GroupSummary } from '../../../../schemas/group.ts'
import { type Question, QuestionRefused } from '../ask.ts'
import type { CallContext } from '../context.ts'
import { askForGroup, groupIdOf, readGroup, summaryOf } from './read-group.ts'

/** More are asked for each time. */
const groups_max = 5_000
/** When more have changed since, all are asked for at once. */
const changed_max = 5

export type GroupBook = {
  /** All groups that the account is in, by their ids. */
  read(signal: AbortSignal): Promise<GroupSummary[]>
}

/**
 * The groups of the account, for as long as the connection lasts. WhatsApp is asked for all of them once; after that it tells
 * what changes, and only those groups are asked for again.
 */
export const createGroupBook = ({ socket, ask, creds }: CallContext): GroupBook => {
  const known = new Map<string, GroupSummary>()
  /** What was told of since it was asked for. */
  const changed = new Set<string>()
  let complete = false
  const own = () => ({ jid: creds.me?.id, lid: creds.me?.lid })

  const forget = (): void => {
    complete = false
    known.clear()
    changed.clear()
  }

  socket.ws.on('CB:notification', ({ attrs: { type, from } }: BinaryNode) => {
    if (!complete || type !== 'w:gp2' || !from || !isJidGroup(from)) return
    if (changed.size < groups_max) changed.add(from)
    else forget()
  })
  // WhatsApp does not know what the device has missed.
  socket.ws.on('CB:ib,,dirty', (stanza: BinaryNode) => {
    if (getBinaryNodeChild(stanza, 'dirty')?.attrs['type'] === 'groups') forget()
  })

  const readAll = async (signal: AbortSignal): Promise<GroupSummary[]> => {
    forget()
    // What is told from now on may not be in the answer.
    complete = true
    try {
      const groups = (await askForAll(ask, signal)).map((node) =>
        summaryOf(readGroup(node, groupIdOf(node)), own())
      )
      if (groups.length > groups_max) forget()
      else if (complete) for (const group of groups) known.set(group.id, group)
      return groups
    } catch (error) {
      forget()
      throw error
    }
  }

  const readAgain = async (id: string, signal: AbortSignal): Promise<void> => {
    changed.delete(id)
    try {
      known.set(id, summaryOf(await askForGroup(ask, id, signal), own()))
    } catch (error) {
      known.delete(id)
      if (error instanceof QuestionRefused && gone.has(error.code)) return
      changed.add(id)
      throw error
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  const read = async (signal: AbortSignal): Promise<GroupSummary[]> => {
    signal.throwIfAborted()
    if (!complete || changed.size > changed_max) return readAll(signal)
    for (const id of [...changed]) await readAgain(id, signal)
    return [...known.values()]
  }
  return {
    read: (signal) => {
      // One after the other: who comes second is answered from what the first was told.
      const reading = turn.then(() => read(signal))
      turn = reading.catch(() => undefined)
      return reading.then((groups) => groups.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    }
  }
}

/** The account is not in it any more, or it is not there. */
const gone = new Set(['401', '403', '404', '410'])

const askForAll = async (ask: CallContext['ask'], signal: AbortSignal): Promise<BinaryNode[]> => {
  const asked = { tag: 'participating', attrs: {}, content: [] as BinaryNode[] }
  asked.content = ['participants', 'description'].map((tag) => ({ tag, attrs: {} }))
  const question: Question = { xmlns: 'w:g2', type: 'get', to: '@g.us', content: [asked] }
  const groups = getBinaryNodeChild(await ask(question, signal), 'groups')
  if (!groups) throw new Error('an answer about all groups without a list')
  return getBinaryNodeChildren(groups, 'group')
}
