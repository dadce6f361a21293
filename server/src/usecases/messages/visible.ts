import { hasScope } from '../../domain/scope.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Message } from '../../schemas/messages/message.ts'

/** A message as this caller may see it: one who may send but not read gets it without its content. */
export const visibleMessage = (tenant: Tenant, view: Message): Message =>
  hasScope(tenant, 'messages:read') ? view : withoutContent(view)

/** A message without what was written: the member that its type names. */
export const withoutContent = (view: Message): Message => {
  const { [view.type]: _content, ...rest } = view
  // The content is optional in the schema, but its name is not known to the compiler.
  return rest as Message
}
