import type { ProfileShown } from '../types/types-profile.ts'
import type { Phone } from './phone.ts'

export const profileShown = ({ profile }: Phone): ProfileShown => ({
  about: profile.about.text,
  picture: profile.picture,
  blocked: [...profile.blocked],
  privacy: profile.privacy,
  disappearing_s: Number(profile.disappearing.duration)
})
