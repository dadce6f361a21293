import { z } from 'zod'
import { group_id_pattern } from '../../../schemas/group.ts'
import { idParams } from '../../id-params.ts'

/** The params of a path with a session and a group. */
export const groupParams = idParams('session').extend({
  group: z.string().regex(group_id_pattern)
})
