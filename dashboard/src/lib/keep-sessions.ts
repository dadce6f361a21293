import type { QueryClient } from '@tanstack/react-query'
import type { GatewayEvent } from '@whatsapp-saas/sdk'
import type { Session } from './api.ts'

const list = ['sessions']

/**
 * Works what an event says of a number into the list that was read: a list of 500 is five answers, and a fleet that connects again tells
 * so of each. False: the list has to be read again.
 */
export const keepSession = (queries: QueryClient, { type, data }: GatewayEvent): boolean => {
  if (!type.startsWith('session.')) return false
  const told = data as Session
  const state = queries.getQueryState<Session[]>(list)
  // What is on its way may be older than the event, and comes after it.
  if (!state?.data || state.isInvalidated || state.fetchStatus !== 'idle') return false
  const next = withSession(state.data, type, told)
  if (!next) return false
  queries.setQueryData(list, next, { updatedAt: state.dataUpdatedAt })
  queries.invalidateQueries({ queryKey: [...list, told.id] })
  return true
}

/** The numbers with one of them as an event tells it; null: it is none of them. */
const withSession = (sessions: Session[], type: string, told: Session): Session[] | null => {
  if (type === 'session.deleted') return sessions.filter(({ id }) => id !== told.id)
  const known = sessions.find(({ id }) => id === told.id)
  if (!known) return null
  // It was read after what the event tells of.
  if (known.updated_at > told.updated_at) return sessions
  return sessions.map((one) => (one === known ? told : one))
}
