export interface GroupParticipant {
  number: string
  role: 'member' | 'admin' | 'superadmin'
}

export interface GroupInfo {
  /** The group's JID. */
  id: string
  subject: string
  description: string | null
  creator: string
  addressing_mode: 'pn' | 'lid'
  invite_code: string
  announce: boolean
  locked: boolean
  all_may_add: boolean
  approval: boolean
  ephemeral_s: number
  participants: GroupParticipant[]
  /** Numbers of those who ask to be let in. */
  requests: string[]
}

export interface CreateGroup {
  subject: string
  /** Numbers; the creator is in it anyway. */
  participants?: string[]
  /** How its members call each other; `lid` unless said, as in today's groups. */
  addressing_mode?: 'pn' | 'lid'
}

/** Each field is one change, made in the order in which they stand here. */
export interface ChangeGroup {
  group: string
  add?: string[]
  remove?: string[]
  promote?: string[]
  demote?: string[]
  approve?: string[]
  reject?: string[]
  subject?: string
  /** null takes it away. */
  description?: string | null
  announce?: boolean
  locked?: boolean
  all_may_add?: boolean
  approval?: boolean
  ephemeral_s?: number
  reset_invite?: boolean
}

export interface GroupCalls {
  createGroup(creator: string, input: CreateGroup): Promise<GroupInfo>
  group(id: string): Promise<GroupInfo>
  /** A phone changes a group, as far as it may. */
  changeGroup(number: string, change: ChangeGroup): Promise<GroupInfo>
  /** Joins, or asks to where an admin has to consent. */
  joinGroup(number: string, input: { code: string }): Promise<GroupInfo>
  leaveGroup(number: string, input: { group: string }): Promise<void>
}
