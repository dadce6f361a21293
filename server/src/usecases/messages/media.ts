import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { LinkedMedia } from '../../schemas/media.ts'
import { fileIdOf } from '../../schemas/messages/file-kinds.ts'
import { getMedia } from '../../store/media/media.ts'
import { getMessage } from '../../store/messages/accept.ts'
import type { Deps } from '../deps.ts'
import { linkedMedia } from '../media/link.ts'

/** The file of a message, or the error not_found. */
export const readMessageMedia = (
  deps: Deps,
  tenant: Tenant,
  message_id: string
): Promise<LinkedMedia> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { type, content } = await getMessage(tx, tenant.tenant_id, message_id)
    const id = content[type] ? fileIdOf(type, content) : null
    if (id === null) throw new AppError('not_found', { message_id })
    return linkedMedia(deps, await getMedia(tx, tenant.tenant_id, id))
  })
