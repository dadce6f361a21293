import { useQuery } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

/** Their keys begin with one word: an event about the subscription makes all of them stale. */
export const useSubscription = () =>
  useQuery({
    queryKey: ['subscription'],
    queryFn: ({ signal }) => api.getSubscription({}, { signal })
  })

export const useUsage = (options: { refetchOnMount?: 'always' } = {}) =>
  useQuery({
    queryKey: ['subscription', 'usage'],
    ...options,
    queryFn: ({ signal }) => api.getSubscriptionUsage({}, { signal })
  })

export const usePlans = () =>
  useQuery({
    queryKey: ['plans'],
    queryFn: async ({ signal }) => (await api.listPlans({}, { signal })).data
  })
