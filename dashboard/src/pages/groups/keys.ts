/** The keys of what is kept of groups: all of a session, and one of them. */
export const group_keys = {
  list: (session_id: string) => ['groups', session_id] as const,
  one: (session_id: string, group: string) => ['groups', session_id, group] as const,
  invite: (session_id: string, group: string) => ['groups', session_id, group, 'invite'] as const,
  requests: (session_id: string, group: string) =>
    ['groups', session_id, group, 'requests'] as const
}

/** Which group of which number something is about. */
export type InGroup = { session_id: string; group: string }

/** Numbers or addresses, one in a line or with commas between them. */
export const peopleOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]/)
      .map((one) => one.trim())
      .filter((one) => one !== '')
  )
]
