/** What an account shows of itself to others, and whom it shows it to. */
export interface Profile {
  about: { text: string; at: string }
  /** The id of the picture on the media server. */
  picture: string | null
  /** Numbers whose messages the server keeps away. */
  readonly blocked: Set<string>
  readonly privacy: Record<PrivacyName, string>
  /** Seconds after which messages of new chats vanish; 0 for never. */
  disappearing: { duration: string; at: string }
  /** Who may see statuses unless that is chosen for one: the kind of list, and the numbers on it. */
  status_privacy: { type: StatusPrivacyType; people: string[] }
}

/** The kinds of list, as the server calls them. */
export const STATUS_PRIVACY_TYPES = ['contacts', 'whitelist', 'blacklist'] as const
export type StatusPrivacyType = (typeof STATUS_PRIVACY_TYPES)[number]

/** By name what each can be; the first is what an account begins with. */
export const PRIVACY_VALUES = {
  readreceipts: ['all', 'none'],
  last: ['all', 'contacts', 'contact_blacklist', 'none'],
  online: ['all', 'match_last_seen'],
  profile: ['all', 'contacts', 'contact_blacklist', 'none'],
  status: ['all', 'contacts', 'contact_blacklist', 'none'],
  groupadd: ['all', 'contacts', 'contact_blacklist', 'none'],
  calladd: ['all', 'known'],
  messages: ['all', 'contacts']
} as const

export type PrivacyName = keyof typeof PRIVACY_VALUES

export const PRIVACY_NAMES = Object.keys(PRIVACY_VALUES) as PrivacyName[]

export const createProfile = (): Profile => ({
  about: { text: 'Available', at: '0' },
  picture: null,
  blocked: new Set(),
  privacy: Object.fromEntries(
    PRIVACY_NAMES.map((name) => [name, PRIVACY_VALUES[name][0]])
  ) as Record<PrivacyName, string>,
  disappearing: { duration: '0', at: '0' },
  status_privacy: { type: 'contacts', people: [] }
})

/** Sets one, unless there is no such setting or value. */
export const setPrivacy = (profile: Profile, name: string, value: string): boolean => {
  const known = PRIVACY_NAMES.find((each) => each === name)
  if (!known || !(PRIVACY_VALUES[known] as readonly string[]).includes(value)) return false
  profile.privacy[known] = value
  return true
}

const BLOCKED_MAX = 10_000

export const setBlocked = (profile: Profile, number: string, blocked: boolean): void => {
  if (!blocked) profile.blocked.delete(number)
  else if (profile.blocked.size < BLOCKED_MAX) profile.blocked.add(number)
}
