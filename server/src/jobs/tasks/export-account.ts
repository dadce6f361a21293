import { z } from 'zod'
import type { MailLanguage } from '../../domain/mail.ts'
import type { Db, Tx } from '../../lib/db.ts'
import type { StoredMedia } from '../../media/contract.ts'
import {
  beginExport,
  type ExportRow,
  findAddressFor,
  finishExport,
  isTenantThere
} from '../../store/exports.ts'
import { findLanguageOf, putMail } from '../../store/mails/outbox.ts'
import { writeExport } from '../export/write-export.ts'
import type { MediaDeps } from '../media/media-deps.ts'
import { defineTask, v1 } from '../task.ts'

const mail_days = 7

type Deps = { db: Db; media: Pick<MediaDeps, 'store'> }

/**
 * Writes an export and tells its user. Killed at any step it is written again by whoever takes the job over, five times at most; a file that
 * was finished and not noted is one that no row knows, and is swept.
 */
export const exportAccount = async (
  { db, media: { store } }: Deps,
  export_id: string,
  stopping: AbortSignal
): Promise<'ready' | 'over'> => {
  const row = await beginExport(db, export_id)
  // step: export begun
  if (!row) return 'over'
  const { tenant_id } = row
  const file = await writeExport({ db, store, tenant_id, signal: stopping }, new Date())
  // step: export written
  if (await db.transaction((tx) => finish(tx, row, file))) return 'ready'
  // The account was erased meanwhile, or another process has written the same.
  if (!(await isTenantThere(db, tenant_id))) await store.deleteAll(tenant_id)
  return 'over'
}

const finish = async (tx: Tx, row: ExportRow, file: StoredMedia): Promise<boolean> => {
  if (!(await finishExport(tx, row, file))) return false
  const recipient = await findAddressFor(tx, row)
  if (recipient)
    await putMail(tx, {
      tenant_id: row.tenant_id,
      kind: 'export_ready',
      language: await languageFor(tx, row, recipient),
      recipient,
      link_id: null,
      data: {},
      expires_at: new Date(Date.now() + mail_days * 86_400_000)
    })
  return true
}

/**
 * The row tells but English and Arabic apart, as the version before this one does. Whoever asked in another language got
 * their last mail in it.
 */
const languageFor = async (tx: Tx, row: ExportRow, recipient: string): Promise<MailLanguage> => {
  if (row.language !== 'en') return row.language
  const last = await findLanguageOf(tx, { tenant_id: row.tenant_id, recipient })
  return last === 'ar' ? 'en' : last
}

/** See `exportAccount`. A trigger puts it with the row. */
export const exportAccountTask = defineTask({
  name: 'export_account',
  payload: z.object({ v: v1, export_id: z.string() }),
  run: async ({ db, media, log }, { export_id }, stopping) => {
    if (!media) throw new Error('this process has no store of files')
    const result = await exportAccount({ db, media }, export_id, stopping)
    if (result === 'ready') log.info({ export_id }, 'account exported')
  }
})
