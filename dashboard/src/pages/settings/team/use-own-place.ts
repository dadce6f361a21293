import { useQuery } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'
import { isRole, type Role, roles } from './roles.ts'

/** What the caller is in the team, and what follows from it. */
export const useOwnPlace = () =>
  useQuery({
    queryKey: ['me'],
    queryFn: async ({ signal }) => {
      const me = await api.getMe({}, { signal })
      const role: Role = isRole(me.member_role ?? '') ? (me.member_role as Role) : 'viewer'
      const { scopes } = me.credential
      const manages = scopes === null || scopes.includes('team:write')
      const all = Object.keys(roles) as Role[]
      return {
        role,
        user_id: me.id,
        tenant_id: me.tenant_id,
        manages,
        reads: scopes === null || scopes.includes('team:read'),
        /** The roles that they may give: the gateway refuses what they may not do themselves. */
        gives: manages ? all.filter((one) => one !== 'owner' || role === 'owner') : []
      }
    }
  })

export type OwnPlace = NonNullable<ReturnType<typeof useOwnPlace>['data']>
