/** The keys of what is kept of statuses: what was posted, and what others have posted. */
export const status_keys = {
  all: (session_id: string) => ['statuses', session_id] as const,
  posted: (session_id: string) => ['statuses', session_id, 'posted'] as const,
  one: (session_id: string, id: string) => ['statuses', session_id, 'one', id] as const,
  viewers: (session_id: string, id: string) => ['statuses', session_id, 'viewers', id] as const,
  received: (session_id: string) => ['statuses', session_id, 'received'] as const
}

/** Which status of which number something is about. */
export type OfStatus = { session_id: string; id: string }
