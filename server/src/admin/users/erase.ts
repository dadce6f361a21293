import { AppError } from '../../domain/errors.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import {
  type BegunErasure,
  beginErasure,
  type ErasureRow,
  listErasures
} from '../../store/erasures.ts'
import { getUserOfAll } from '../../store/installation/users.ts'
import type { AdminDeps } from '../deps.ts'

/** Begins to erase the account of a user. Asked again it answers the same. */
export const eraseUser = (
  admin: AdminDeps,
  user_id: string,
  actor_id: string
): Promise<BegunErasure & { status: 'erasing' }> =>
  admin.system.change(async (tx) => {
    const { tenant_id } = await getUserOfAll(tx, user_id)
    const begun = await beginErasure(tx, tenant_id, actor_id)
    if (!begun) throw new AppError('last_administrator')
    return { ...begun, status: 'erasing' }
  })

/** A page of what remains of erased accounts, newest first. */
export const readErasures = async (
  admin: AdminDeps,
  page: PageRequest
): Promise<Page<ErasureRow>> =>
  toPage(await admin.system.read((tx) => listErasures(tx, page)), page.limit)
