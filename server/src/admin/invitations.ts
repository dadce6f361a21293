import { AppError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { randomToken, sha256 } from '../lib/crypto.ts'
import { type Page, type PageRequest, toPage } from '../lib/page.ts'
import {
  type InvitationRow,
  insertInvitation,
  listInvitations,
  revokeInvitation
} from '../store/installation/invitations.ts'
import { findPlan } from '../store/subscriptions/plans.ts'
import type { AdminDeps } from './deps.ts'

const hour_ms = 3_600_000

/** Lets one person register. The token is shown now and never again. */
export const createInvitation = (
  admin: AdminDeps,
  input: { email: string | null; plan_id: string | null; expires_in_hours: number },
  created_by: string
): Promise<InvitationRow & { token: string }> =>
  admin.system.change(async (tx) => {
    const wanted = input.plan_id ?? admin.config.DEFAULT_PLAN
    const plan = await findPlan(tx, wanted)
    if (!plan) throw new AppError('plan_unknown', { plan: wanted })
    const token = `win_${randomToken()}`
    const row = await insertInvitation(tx, {
      id: newId('invitation'),
      token_hash: sha256(token),
      email: input.email,
      plan_code: plan.code,
      created_by,
      expires_at: new Date(admin.clock.now().getTime() + input.expires_in_hours * hour_ms)
    })
    return { ...row, token }
  })

/** Invitations that were not revoked, newest first. */
export const readInvitations = async (
  admin: AdminDeps,
  page: PageRequest
): Promise<Page<InvitationRow>> =>
  toPage(await admin.system.read((tx) => listInvitations(tx, page)), page.limit)

export const deleteInvitation = (admin: AdminDeps, id: string): Promise<void> =>
  admin.system.change((tx) => revokeInvitation(tx, id))
