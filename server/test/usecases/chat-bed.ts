import type { LiveBed } from '../../testkit/live-bed.ts'
import { until } from '../../testkit/until.ts'

/** A chat in which a friend has said these texts. */
export const chatWith = async (bed: LiveBed, texts: string[]) => {
  const { simulator } = bed.farm
  const { number } = bed.session
  const friend = await simulator.createPhone({})
  const ids: string[] = []
  for (const text of texts) {
    const said = await simulator.say(friend.number, { to: number, text })
    ids.push(...said.ids)
  }
  const path = (rest: string) => bed.path(`/chats/${friend.number}${rest}`)
  const read = async () => (await bed.me.get(path(''))).json()
  await until('all are there', async () => (await read()).unread_count === texts.length)
  const onPhone = async () => {
    const { chats } = await simulator.chats(number)
    return chats.find(({ chat }) => chat === friend.number)
  }
  return { friend, ids, path, read, onPhone }
}

/** A group in which the account of the session is a member, and a friend its owner. */
export const groupWith = async (bed: LiveBed, owner: string) => {
  const { simulator } = bed.farm
  const { number } = bed.session
  const { id } = await simulator.createGroup(owner, { subject: 'We', participants: [number] })
  await simulator.say(owner, { to: id, text: 'hello all' })
  const path = (rest = '') => bed.path(`/chats/${id}${rest}`)
  await until('it is a chat', async () => (await bed.me.get(path())).statusCode === 200)
  return { id, path }
}

/** Status and code of an answer in one text. */
export const codeOf = (answer: {
  statusCode: number
  body: string
  json(): { code?: string }
}): string => `${answer.statusCode} ${answer.body ? answer.json().code : ''}`.trim()
