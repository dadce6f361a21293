import { deleteMedia } from '../../store/media/media.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'

/** Deletes a file. Its content goes a while later, when no other row names it. */
export const deleteMediaFile = (deps: Deps, ctx: Context, id: string): Promise<void> =>
  command(deps, ctx, (tx) => deleteMedia(tx, ctx.tenant.tenant_id, id))
