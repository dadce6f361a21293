import { QueryIds, XWAPaths } from 'baileys'
import type { ErrorCode } from '../../../domain/errors.ts'
import {
  type ChannelAction,
  channel_id_pattern,
  type HeardChannel
} from '../../../schemas/channel.ts'
import type { CallHandlers } from '../../contract.ts'
import { QuestionRefused, refusalOf } from './ask.ts'
import { readChannel } from './channel-facts.ts'
import type { CallContext } from './context.ts'
import { askGraph, type GraphQuestion } from './graph.ts'

type Handlers = Pick<
  CallHandlers,
  'list_channels' | 'read_channel' | 'create_channel' | 'set_channel'
>

/** Channels are asked for in the way of GraphQL. The ids are those of WhatsApp's web client. */
const actions: Record<ChannelAction, Pick<GraphQuestion, 'query_id' | 'path'>> = {
  follow: { query_id: QueryIds.FOLLOW, path: XWAPaths.xwa2_newsletter_join_v2 },
  unfollow: { query_id: QueryIds.UNFOLLOW, path: XWAPaths.xwa2_newsletter_leave_v2 },
  mute: { query_id: QueryIds.MUTE, path: XWAPaths.xwa2_newsletter_mute_v2 },
  unmute: { query_id: QueryIds.UNMUTE, path: XWAPaths.xwa2_newsletter_unmute_v2 }
}

/** Of those that are followed. Baileys has no such question. */
const followed = { query_id: '6388546374527196', path: 'xwa2_newsletter_subscribed' }

const refusals = new Map<string, ErrorCode>([['404', 'channel_not_found']])

/** Calls about channels. */
export const channelCalls = ({ ask }: Pick<CallContext, 'ask'>): Handlers => {
  const read = async (
    type: 'JID' | 'INVITE',
    key: string,
    signal: AbortSignal
  ): Promise<HeardChannel> => {
    const answer = await askGraph(
      ask,
      {
        query_id: QueryIds.METADATA,
        path: XWAPaths.xwa2_newsletter_metadata,
        variables: {
          fetch_creation_time: true,
          fetch_full_image: false,
          fetch_viewer_metadata: type === 'JID',
          input: { key, type }
        }
      },
      signal
    )
    // What does not exist is told by an error or by nothing, and what was deleted stays without a name.
    if (answer === null) throw notFound()
    const found = readChannel(answer)
    if (found === 'deleted') throw notFound()
    // What the account is in a channel is told to whom asks by its id.
    return type === 'INVITE' ? read('JID', found.id, signal) : found
  }
  const refused = (error: unknown): never => {
    throw refusalOf(error, refusals)
  }

  return {
    list_channels: async (_input, signal) => {
      const answer = await askGraph(ask, { ...followed, variables: {} }, signal).catch(refused)
      const list = Array.isArray(answer) ? answer.map(readChannel) : []
      return { channels: list.filter((one) => one !== 'deleted') }
    },
    read_channel: ({ by, key }, signal) =>
      read(by === 'id' ? 'JID' : 'INVITE', key, signal).catch(refused),
    create_channel: async (input, signal) => {
      const question = { query_id: QueryIds.CREATE, path: XWAPaths.xwa2_newsletter_create }
      const answer = await askGraph(ask, { ...question, variables: { input } }, signal).catch(
        refused
      )
      const made = readChannel(answer)
      if (made === 'deleted' || !channel_id_pattern.test(made.id)) return refused(notFound())
      return { ...made, role: 'owner' }
    },
    set_channel: async ({ channel_id, action }, signal) => {
      const variables = { newsletter_id: channel_id }
      await askGraph(ask, { ...actions[action], variables }, signal).catch(refused)
      return read('JID', channel_id, signal).catch(refused)
    }
  }
}

const notFound = (): QuestionRefused =>
  new QuestionRefused({ tag: 'error', attrs: { code: '404' } })
