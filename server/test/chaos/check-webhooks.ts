import type { Receiver, Seen } from './receiver.ts'
import type { Traffic } from './traffic.ts'

/** What is wrong with the webhooks: each event of each message must have come, taken at least once, under one webhook-id. */
export const checkWebhooks = (tenants: number, traffic: Traffic, receiver: Receiver): string[] => {
  const problems = [...receiver.problems]
  const by_event = new Map<string, Seen[]>()
  for (let tenant = 0; tenant < tenants; tenant++) {
    for (const seen of receiver.seen(tenant).values()) {
      if (seen.whatsapp_id === undefined) continue
      const name = `${seen.type} ${seen.session_id} ${seen.whatsapp_id}`
      const list = by_event.get(name)
      if (list) list.push(seen)
      else by_event.set(name, [seen])
      if (seen.type === 'message.failed')
        problems.push(`a webhook says that ${seen.whatsapp_id} failed`)
    }
  }
  const expect = (type: string, session_id: string, whatsapp_id: string): void => {
    const found = by_event.get(`${type} ${session_id} ${whatsapp_id}`) ?? []
    if (found.length === 0) problems.push(`no webhook ${type} for ${whatsapp_id}`)
    if (found.length > 1)
      problems.push(`${found.length} different webhook-ids of ${type} for ${whatsapp_id}`)
    if (found.length === 1 && !found[0]?.taken)
      problems.push(`the webhook ${type} for ${whatsapp_id} was refused and did not come again`)
  }
  for (const { session, whatsapp_id } of traffic.accepted) {
    for (const type of ['message.accepted', 'message.sent', 'message.delivered'])
      expect(type, session.id, whatsapp_id)
  }
  for (const { session, id } of traffic.said) expect('message.received', session.id, id)
  return problems
}
