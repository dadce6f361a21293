/** What goes first among the chats of a session. */
export const priorities = ['high', 'normal', 'bulk'] as const

export type Priority = (typeof priorities)[number]

/** The smaller the more urgent, as the queue sorts them. */
export const priority_rank: Record<Priority, number> = { high: 0, normal: 1, bulk: 2 }
