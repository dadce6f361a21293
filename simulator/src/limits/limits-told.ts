import { enqueue, notificationKey } from '../messages/offline-queue.ts'
import type { Phone } from '../phones/phone.ts'
import type { IqAnswer } from '../queries/iq-answer.ts'
import { SERVER_JID } from '../wire/jid.ts'
import { bytesOf, childrenOf, node, nowSeconds } from '../wire/node.ts'
import type { BinaryNode } from '../wire/wire.ts'
import { liveConnection, serverId, type World } from '../world.ts'
import { quotaOf, timelockOf } from './limits.ts'

/** The questions after them, by the ids that clients know them under. */
const QUESTIONS: Record<string, (phone: Phone) => object> = {
  '23983697327930364': (phone) => ({ xwa2_fetch_account_reachout_timelock: timelockSaid(phone) }),
  '24503548349331633': (phone) => ({ xwa2_message_capping_info: quotaSaid(phone) })
}

/** Answers a question in the way of GraphQL; one that is not after limits finds none. */
export const answerMex = (phone: Phone, request: BinaryNode): IqAnswer => {
  const query = childrenOf(request)[0]
  const question = QUESTIONS[query?.attrs.query_id ?? '']
  const { limits } = phone
  if (question) {
    limits.counts.questions += 1
    if (limits.questions === 'unanswered') return { withheld: true }
    if (limits.questions === 'refused') return said({ errors: [REFUSED] })
  }
  if (bytesOf(query) === null) return said({ errors: [{ message: 'empty query' }] })
  return said({ data: question?.(phone) ?? {} })
}

const REFUSED = { message: 'rate limit', extensions: { error_code: 429, is_retryable: true } }

const said = (body: object): IqAnswer => ({
  content: [node('result', {}, Buffer.from(JSON.stringify(body)))]
})

/** Tells the linked devices what has become of the time-lock. */
export const tellTimelock = (world: World, phone: Phone): void =>
  tell(world, phone, 'NotificationUserReachoutTimelockUpdate', {
    xwa2_notify_account_reachout_timelock: timelockSaid(phone)
  })

/** Tells the linked devices how much of the quota is used. */
export const tellQuota = (world: World, phone: Phone): void =>
  tell(world, phone, 'MessageCappingInfoNotification', {
    xwa2_notify_new_chat_messages_capping_info_update: quotaSaid(phone)
  })

const tell = (world: World, phone: Phone, op_name: string, data: object): void => {
  for (const device of phone.devices.values()) {
    const id = serverId(world)
    const update = node('update', { op_name }, Buffer.from(JSON.stringify({ data })))
    const stanza = node('notification', { from: SERVER_JID, type: 'mex', id, t: nowSeconds() }, [
      update
    ])
    enqueue(device.queue, notificationKey(id), stanza, liveConnection(device))
  }
}

const seconds = (ms: number): string => String(Math.ceil(ms / 1000))

const timelockSaid = (phone: Phone): object => {
  const lock = timelockOf(phone)
  if (!lock) return { is_active: false, time_enforcement_ends: '0', enforcement_type: 'DEFAULT' }
  const time_enforcement_ends = lock.ends_at === null ? null : seconds(lock.ends_at)
  return { is_active: true, time_enforcement_ends, enforcement_type: lock.type }
}

const quotaSaid = (phone: Phone): object => {
  const quota = quotaOf(phone)
  if (!quota) return { total_quota: -1, used_quota: 0, capping_status: 'NONE' }
  const left = quota.total - quota.used
  return {
    total_quota: quota.total,
    used_quota: quota.used,
    cycle_start_timestamp: seconds(quota.began_at),
    cycle_end_timestamp: quota.renews_at === null ? null : seconds(quota.renews_at),
    server_sent_timestamp: nowSeconds(),
    ote_status: 'NOT_ELIGIBLE',
    mv_status: 'NOT_ELIGIBLE',
    capping_status: left <= 0 ? 'CAPPED' : left <= quota.total / 10 ? 'SECOND_WARNING' : 'NONE'
  }
}
