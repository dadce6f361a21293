export interface ProfileShown {
  about: string
  /** The id of the picture; null without one. */
  picture: string | null
  /** The numbers whose messages are kept away. */
  blocked: string[]
  privacy: Record<string, string>
  /** Seconds after which messages of new chats vanish; 0 for never. */
  disappearing_s: number
}

/** What the owner changes on the phone. */
export interface SetProfileInput {
  name?: string
  about?: string
  /** A picture in base64; null takes it away. */
  picture?: string | null
  /** Values by their names, as `fetchPrivacySettings` of Baileys has them. */
  privacy?: Record<string, string>
  /** Who may see statuses unless that is chosen for one, and the numbers on that list. */
  statuses?: 'contacts' | 'whitelist' | 'blacklist'
  statuses_people?: readonly string[]
}

export interface ProfileCalls {
  setProfile(number: string, input: SetProfileInput): Promise<ProfileShown>
  /** The owner wants to see nothing more of somebody's statuses, or does again; every linked device hears of it. */
  muteStatuses(number: string, input: { who: string; muted?: boolean }): Promise<void>
  block(number: string, input: { who: string; blocked?: boolean }): Promise<ProfileShown>
}
