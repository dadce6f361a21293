const filter_names = ['text', 'status', 'direction', 'session_id', 'type'] as const

/** What of an address is asked of the API. */
export const queryOf = (filters: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    filter_names.flatMap((name) => {
      const value = filters[name]
      return value ? [[name, value]] : []
    })
  )

/** Whether an event tells of a message that was not there before. */
export const isNew = (event_type: string): boolean =>
  event_type === 'message.received' || event_type === 'message.accepted'
