import type { Registration } from '../../domain/user.ts'
import type { Tx } from '../../lib/db.ts'

export type SettingsRow = { registration: Registration | null; changed_at: Date | null }

/** What an administrator has set; null: as the environment says. */
export const readSettings = async (tx: Pick<Tx, 'query'>): Promise<SettingsRow> => {
  const [row] = await tx.query<SettingsRow>(
    'select registration, changed_at from installation_settings',
    [],
    'read_installation_settings'
  )
  if (!row) throw new Error('the settings of the installation have no row')
  return row
}

export const updateSettings = async (tx: Tx, registration: Registration | null): Promise<void> => {
  await tx.query(
    'update installation_settings set registration = $1, changed_at = now()',
    [registration],
    'update_installation_settings'
  )
}
