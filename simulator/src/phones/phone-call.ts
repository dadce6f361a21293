import type { Group } from '../groups/groups.ts'
import type { Phone } from './phone.ts'

/** A call by telephone, from when it rings. */
export interface PhoneCall {
  id: string
  from: Phone
  to: Phone
  video: boolean
  group: Group | null
  state: string
}
