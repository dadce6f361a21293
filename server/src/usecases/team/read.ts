import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { listMemberships, type MembershipRow } from '../../store/memberships.ts'
import { listTeamInvitations, type TeamInvitationRow } from '../../store/team-invitations.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

/** Who is in the team of the caller's tenant, the newest first. */
export const readMemberships = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<MembershipRow>> =>
  readList(deps, tenant, async (tx) =>
    toPage(await listMemberships(tx, tenant.tenant_id, page), page.limit)
  )

/** Who is invited into the team of the caller's tenant and has not answered, the newest first. */
export const readTeamInvitations = (
  deps: Deps,
  tenant: Tenant,
  page: PageRequest
): Promise<Page<TeamInvitationRow>> =>
  readList(deps, tenant, async (tx) =>
    toPage(await listTeamInvitations(tx, tenant.tenant_id, page), page.limit)
  )
