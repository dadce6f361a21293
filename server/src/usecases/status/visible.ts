import { hasScope } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Status } from '../../schemas/status.ts'

/** A status as this caller may see it: one who may post but not read gets it without its content. */
export const visibleStatus = (tenant: Tenant, view: Status): Status => {
  if (hasScope(tenant, 'messages:read')) return view
  const { [view.type]: _content, ...rest } = view
  // The content is optional in the schema, but its name is not known to the compiler.
  return rest as Status
}
