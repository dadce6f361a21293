import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, type Session, type Webhook } from '../../lib/api.ts'

export type Progress = {
  linked: boolean
  sent: boolean
  received: boolean
  delivered: boolean
  /** Whether all was done before this page was opened: then there is nothing to lead through. */
  finished_before: boolean
}

const look_again_ms = 2_500

const hasMessage = async (
  direction: 'inbound' | 'outbound',
  signal: AbortSignal
): Promise<boolean> => {
  const { data } = await api.listMessages({ direction, limit: 20 }, { signal })
  return data.some(({ status }) => status !== 'failed' && status !== 'canceled')
}

const hasDelivery = async (webhooks: Webhook[], signal: AbortSignal): Promise<boolean> => {
  for (const { id } of webhooks.slice(0, 5)) {
    const { data } = await api.listDeliveries({ id, status: 'succeeded', limit: 1 }, { signal })
    if (data.length > 0) return true
  }
  return false
}

/** What has happened of the first four steps; undefined until that is known. */
export const useProgress = (sessions: Session[]): Progress | undefined => {
  const seen = (direction: 'inbound' | 'outbound') => ({
    queryKey: ['messages', 'first', direction],
    queryFn: ({ signal }: { signal: AbortSignal }) => hasMessage(direction, signal)
  })
  const sent = useQuery(seen('outbound'))
  const received = useQuery(seen('inbound'))
  const delivered = useQuery({
    queryKey: ['webhooks', 'first delivery'],
    queryFn: async ({ signal }) => {
      const { data } = await api.listWebhooks({ limit: 5 }, { signal })
      return hasDelivery(data, signal)
    },
    // Deliveries make no events.
    refetchInterval: ({ state }) => (state.data ? false : look_again_ms)
  })
  const finished_before = useRef<boolean | undefined>(undefined)
  if (sent.data === undefined || received.data === undefined || delivered.data === undefined)
    return undefined
  const linked = sent.data || sessions.some(({ linked_at }) => linked_at !== null)
  finished_before.current ??= linked && sent.data && received.data && delivered.data
  return {
    linked,
    sent: sent.data,
    received: received.data,
    delivered: delivered.data,
    finished_before: finished_before.current
  }
}
