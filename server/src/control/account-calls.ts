import { z } from 'zod'
import {
  OwnAbout,
  OwnName,
  PresenceState,
  Privacy,
  PrivacyChanges
} from '../schemas/own-account.ts'
import { PictureContent } from '../schemas/picture-change.ts'
import { OwnProfile } from '../schemas/profile.ts'
import { call } from './define-call.ts'

const nothing = z.object({})
const asked = {
  needs: 'connected',
  timeout_ms: 10_000,
  repeatable: true,
  rate: 'questions'
} as const

/** What a connection can be asked about the account of its session. */
export const account_calls = {
  read_profile: call({
    ...asked,
    input: z.strictObject({}),
    output: OwnProfile,
    errors: []
  }),
  /** The name that other people are shown, on all devices of the account. */
  set_own_name: call({
    ...asked,
    input: z.strictObject({ name: OwnName }),
    output: nothing,
    errors: ['settings_not_shared']
  }),
  /** Empty: none. */
  set_own_about: call({
    ...asked,
    input: z.strictObject({ about: OwnAbout }),
    output: nothing,
    errors: []
  }),
  /** Shows a picture, or none any more, and answers with its id. */
  set_own_picture: call({
    ...asked,
    input: z.strictObject({ picture: PictureContent }),
    output: z.object({ id: z.string().nullable() }),
    errors: ['picture_refused']
  }),
  /** Shows that the account is there, or that it is not, for as long as the connection lasts. */
  show_presence: call({
    ...asked,
    input: z.strictObject({ state: PresenceState }),
    output: nothing,
    errors: []
  }),
  read_privacy: call({ ...asked, input: z.strictObject({}), output: Privacy, errors: [] }),
  set_privacy: call({
    ...asked,
    input: z.strictObject({ changes: PrivacyChanges }),
    output: Privacy,
    errors: []
  })
}
