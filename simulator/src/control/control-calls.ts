import type { Call } from './call.ts'
import { ANSWER_CALLS } from './control-answers.ts'
import { AUDIT_CALLS } from './control-audit.ts'
import { CHANNEL_CALLS } from './control-channels.ts'
import { CHAT_CALLS } from './control-chats.ts'
import { CONTENT_CALLS } from './control-contents.ts'
import { EDIT_CALLS } from './control-edits.ts'
import { EXTRA_CALLS } from './control-extras.ts'
import { FAULT_CALLS } from './control-faults.ts'
import { GROUP_CALLS } from './control-groups.ts'
import { KIND_CALLS } from './control-kinds.ts'
import { LABEL_CALLS } from './control-labels.ts'
import { LIMIT_CALLS } from './control-limits.ts'
import { MEDIA_CALLS } from './control-media.ts'
import { MESSAGE_CALLS } from './control-messages.ts'
import { PHONE_CALLS } from './control-phones.ts'
import { PROFILE_CALLS } from './control-profile.ts'
import { RING_CALLS } from './control-rings.ts'
import { SEASON_CALLS } from './control-season.ts'
import { STANZA_CALLS } from './control-stanzas.ts'
import { TROUBLE_CALLS } from './control-trouble.ts'

/** Every call by its name. Add a noun's calls in a file of its own, and here. */
export const CALLS: Record<string, Call> = {
  ...PHONE_CALLS,
  ...MESSAGE_CALLS,
  ...GROUP_CALLS,
  ...MEDIA_CALLS,
  ...EDIT_CALLS,
  ...KIND_CALLS,
  ...CONTENT_CALLS,
  ...ANSWER_CALLS,
  ...CHAT_CALLS,
  ...LABEL_CALLS,
  ...PROFILE_CALLS,
  ...SEASON_CALLS,
  ...TROUBLE_CALLS,
  ...STANZA_CALLS,
  ...AUDIT_CALLS,
  ...FAULT_CALLS,
  ...LIMIT_CALLS,
  ...EXTRA_CALLS,
  ...RING_CALLS,
  ...CHANNEL_CALLS
}
