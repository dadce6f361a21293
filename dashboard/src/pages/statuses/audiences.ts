import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Schemas } from '../../lib/api.ts'

type Audience = NonNullable<Schemas['Status']['audience']>['type']

/** Who may see a status, in words. */
export const audience_names: Record<Audience, MessageDescriptor> = {
  phone: msg`As it is set on the phone`,
  contacts: msg`Everybody in the phone book`,
  only: msg`Only these people`,
  except: msg`Everybody but these people`
}
