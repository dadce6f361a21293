import type { Tenant } from '../../domain/tenant.ts'
import { mapPage, type Page, type PageRequest, toPage } from '../../lib/page.ts'
import { type Contact, contactView } from '../../schemas/known-contact.ts'
import { listContacts } from '../../store/contacts/find.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

/** A page of the contacts of a session, the newest first; `search` finds by any name and by parts of the number. */
export const readContacts = (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  page: PageRequest & { search: string | null }
): Promise<Page<Contact>> =>
  readList(deps, tenant, async (tx) => {
    await getSession(tx, tenant.tenant_id, session_id)
    const rows = await listContacts(tx, tenant.tenant_id, session_id, {
      ...page,
      search: page.search && searched(page.search),
      limit: page.limit + 1
    })
    return mapPage(toPage(rows, page.limit), contactView)
  })

/** A number is found however it is written. */
const searched = (text: string): string => {
  const digits = text.trim().replace(/^(\+|00)|[\s().-]/g, '')
  return /^\p{Nd}{3,}$/u.test(digits) ? digits : text.trim()
}
