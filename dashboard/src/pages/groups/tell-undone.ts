import type { Schemas } from '../../lib/api.ts'
import { tellError } from '../../lib/notify.ts'

type Result = Schemas['GroupMemberResult']

/** Says of each person with whom nothing was done why. */
export const tellUndone = (results: Result[]): void => {
  for (const { status, participant, message, code } of results)
    if (status === 'failed' || status === 'invitation_needed')
      tellError(new Error(`${participant}: ${message ?? code ?? status}`))
}
