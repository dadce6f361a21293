import { hasScope } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'

type View = Record<string, unknown>

/** A message as this caller may see it: one who may send but not read gets it without its content. */
export const visibleMessage = (tenant: Tenant, view: View): View =>
  hasScope(tenant, 'messages:read') ? view : withoutContent(view)

/** A message without what was written: the member that its type names. */
export const withoutContent = (view: View): View => {
  const { [String(view['type'])]: _content, ...rest } = view
  return rest
}
