import type { MessageRow } from '../../domain/message.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Tx } from '../../lib/db.ts'
import { fileIdOf } from '../../schemas/messages/file-kinds.ts'
import type { Message } from '../../schemas/messages/message.ts'
import { findShownMedia, type ShownMedia } from '../../store/media/media.ts'
import { type LinkDeps, linkTo } from '../media/link.ts'

/** Adds to the content of messages with a file whether that is there, what it is, and a link to it. */
export const withFiles = async (
  deps: LinkDeps,
  tx: Tx,
  tenant: Tenant,
  rows: MessageRow[]
): Promise<(view: Message) => Message> => {
  const ids = rows.flatMap((row) => idOf(row.type, row.content) ?? [])
  if (ids.length === 0) return (view) => view
  const found = await findShownMedia(tx, tenant.tenant_id, [...new Set(ids)])
  const files = new Map(found.map((file) => [file.id, file]))
  return (view) => {
    const id = idOf(view.type, view)
    if (id === null) return view
    const content = { ...(view[view.type] as object), ...shown(deps, files.get(id)) }
    return { ...view, [view.type]: content }
  }
}

/** The content of a message that was deleted is gone. */
const idOf = (type: string, content: Record<string, unknown>): string | null =>
  content[type] ? fileIdOf(type, content) : null

const shown = (deps: LinkDeps, file: ShownMedia | undefined) => {
  if (!file) return { status: 'unavailable', reason: 'deleted' }
  const { status, reason, mime_type, bytes, sha256 } = file
  const known = { mime_type, bytes, sha256, reason }
  const there = Object.entries(known).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(there), status, ...linkTo(deps, file) }
}
