import type { Phone } from './phone.ts'
import type { ProfileShown } from './types-profile.ts'

export const profileShown = ({ profile }: Phone): ProfileShown => ({
  about: profile.about.text,
  picture: profile.picture,
  blocked: [...profile.blocked],
  privacy: profile.privacy,
  disappearing_s: Number(profile.disappearing.duration)
})
