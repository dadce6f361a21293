import { hasScope } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'

/** A status as this caller may see it: one who may post but not read gets it without its content. */
export const visibleStatus = <View extends { type: string }>(tenant: Tenant, view: View): View => {
  if (hasScope(tenant, 'messages:read')) return view
  const { [view.type]: _content, ...rest } = view as View & Record<string, unknown>
  // The content is optional in the schema, but its name is not known to the compiler.
  return rest as unknown as View
}
