import type { Population, Session } from './population.ts'
import type { Receiver, Seen } from './receiver.ts'
import type { Traffic } from './traffic.ts'

/**
 * What is wrong with the webhooks: each event of each message must have come, taken at least once, under one webhook-id,
 * saying what the message says; and none of a message that is not there.
 */
export const checkWebhooks = (
  { tenants, readers }: Population,
  traffic: Traffic,
  receiver: Receiver
): { problems: string[]; events: Record<string, number> } => {
  const problems = [...receiver.problems]
  const by_event = new Map<string, Seen[]>()
  for (const seen of tenants.flatMap((_, tenant) => [...receiver.seen(tenant).values()])) {
    if (!seen.type.startsWith('message.')) continue
    const name = `${seen.type} ${seen.session_id} ${seen.whatsapp_id}`
    by_event.set(name, [...(by_event.get(name) ?? []), seen])
  }
  const events: Record<string, number> = {}
  const expect = (type: string, session: Session, whatsapp_id: string, text: string): void => {
    const name = `${type} ${session.id} ${whatsapp_id}`
    const found = by_event.get(name) ?? []
    by_event.delete(name)
    const [first] = found
    if (!first) {
      problems.push(`no webhook ${type} for ${whatsapp_id}`)
      return
    }
    events[type] = (events[type] ?? 0) + 1
    if (found.length > 1)
      problems.push(`${found.length} different webhook-ids of ${type} for ${whatsapp_id}`)
    if (!first.taken)
      problems.push(`the webhook ${type} for ${whatsapp_id} was refused and did not come again`)
    if (first.text !== text)
      problems.push(`the webhook ${type} for ${whatsapp_id} says "${first.text}", not "${text}"`)
  }
  for (const { session, friend, whatsapp_id, text } of traffic.accepted) {
    for (const step of ['accepted', 'sent', 'delivered'])
      expect(`message.${step}`, session, whatsapp_id, text)
    if (readers.has(friend)) expect('message.read', session, whatsapp_id, text)
  }
  for (const { session, id, text } of traffic.said) expect('message.received', session, id, text)
  for (const name of by_event.keys()) problems.push(`a webhook that nobody expects: ${name}`)
  return { problems, events }
}
