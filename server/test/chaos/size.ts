/** How much happens in a run. */
export type Size = {
  name: 'full' | 'short'
  tenants: number
  sessions: number
  friends_per_session: number
  texts_out: number
  texts_in: number
  /** One message in so many of a chat is a file; 0: none is. */
  file_every: number
  /** The share of files that are large: they are uploaded before their message. */
  large_files: number
  kills: number
  troubles: number
  sessions_per_worker: number
}

const shape = {
  tenants: 10,
  sessions: 50,
  friends_per_session: 4,
  sessions_per_worker: 20,
  file_every: 10
}

export const sizes: Record<Size['name'], Size> = {
  full: {
    ...shape,
    name: 'full',
    large_files: 0.02,
    texts_out: 20_000,
    texts_in: 20_000,
    kills: 200,
    troubles: 1_500
  },
  short: {
    ...shape,
    name: 'short',
    large_files: 0.1,
    texts_out: 2_000,
    texts_in: 2_000,
    kills: 20,
    troubles: 150
  }
}

/** The same texts for so many sessions, all of which one worker may hold. */
export const scaled = (size: Size, sessions: number): Size => ({
  ...size,
  sessions,
  tenants: Math.ceil(sessions / 5),
  friends_per_session: 2,
  sessions_per_worker: Math.max(100, sessions + 10)
})
