import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { type Asked, spanOfCall } from './use-asked.ts'

/** Counts are made in the background: they need not be asked for more often. */
const refetch_ms = 60_000
const webhooks_max = 100

const lasting = { placeholderData: keepPreviousData, refetchInterval: refetch_ms }
const ofSession = ({ session_id }: Asked) => (session_id ? { session_id } : {})

export const useOverview = (asked: Asked) => {
  const query = { ...spanOfCall(asked), ...ofSession(asked) }
  return useQuery({
    queryKey: ['analytics', 'overview', query],
    queryFn: ({ signal }) => api.getAnalyticsOverview(query, { signal }),
    ...lasting
  })
}

export const useMessagesOverTime = (asked: Asked) => {
  const { interval } = asked.asked
  const query = {
    ...spanOfCall(asked),
    ...ofSession(asked),
    interval,
    timezone: asked.timezone
  }
  return useQuery({
    queryKey: ['analytics', 'messages', query],
    // With what was asked for: until another answer comes, the one before is shown as it was.
    queryFn: async ({ signal }) => ({
      ...(await api.getAnalyticsMessages(query, { signal })),
      range: asked.asked
    }),
    ...lasting
  })
}

export const useNumbers = (asked: Asked) => {
  const query = spanOfCall(asked)
  return useQuery({
    queryKey: ['analytics', 'sessions', query],
    queryFn: ({ signal }) => api.getAnalyticsSessions(query, { signal }),
    ...lasting
  })
}

export const useWebhooks = (asked: Asked) => {
  const query = spanOfCall(asked)
  return useQuery({
    queryKey: ['analytics', 'webhooks', query],
    queryFn: async ({ signal }) => {
      const [{ data }, webhooks] = await Promise.all([
        api.getAnalyticsWebhooks(query, { signal }),
        api.listWebhooks({ limit: webhooks_max }, { signal })
      ])
      const urls = new Map(webhooks.data.map(({ id, url }) => [id, url]))
      return data.map((row) => ({ ...row, url: urls.get(row.webhook_id) ?? null }))
    },
    ...lasting
  })
}
