/** The address of what people post for a day: no chat, though posts travel as messages do. */
export const status_jid = 'status@broadcast'

/** Whether messages of this chat are posts of a status. */
export const isStatus = (chat_id: string): boolean => chat_id === status_jid

/** Leaves posts out of what is about messages. */
export const noStatus = (of = ''): string => `${of}chat_id <> '${status_jid}'`

/** How long a post can be seen. */
export const status_seconds = 86_400

/** Who may see a post: everybody in the phone book of the account, these alone, or everybody but these. */
export const status_settings = ['contacts', 'only', 'except'] as const
export type StatusSetting = (typeof status_settings)[number]

/** The same, or as the phone has it set for what is posted there. */
export const audience_types = ['phone', ...status_settings] as const
export type AudienceType = (typeof audience_types)[number]

/** Most people in the audience of one post. */
export const audience_max = 10_000

/** The letters of a text, as WhatsApp's apps offer them, by the number that WhatsApp has for each. */
export const status_fonts = {
  system: 0,
  text: 1,
  script: 2,
  bold: 6,
  morning_breeze: 7,
  calistoga: 8,
  exo2: 9,
  courier: 10
} as const
export type StatusFont = keyof typeof status_fonts

/** How a post looks: the colour behind it, and its letters. */
export type StatusLook = { background?: string | undefined; font?: StatusFont | undefined }

/** What is kept with the content of a post: who may see it, and how it looks. */
export type StatusPost = StatusLook & {
  audience: AudienceType
  /** The people that comes to, by number where that is known; of `phone`, until it is posted, the whole phone book. */
  people: string[]
  /** Of `phone`: how it was set when it was posted. */
  setting?: StatusSetting
}

/** Whether the phone still has to be asked who may see a post. */
export const isUndecided = ({ audience, setting }: StatusPost): boolean =>
  audience === 'phone' && setting === undefined

/** The people of a post with its kind of audience; null: it is none, or was not posted through the API. */
export const postIn = (content: Record<string, unknown>): StatusPost | null =>
  (content['post'] as StatusPost | undefined) ?? null

/** How a post looks, of whomever it is. */
export const lookIn = (content: Record<string, unknown>): StatusLook =>
  postIn(content) ?? (content['look'] as StatusLook | undefined) ?? {}
