import type { Seller } from '../domain/invoice.ts'
import type { Registration } from '../domain/user.ts'
import { readSettings, type SettingsRow, updateSettings } from '../store/installation/settings.ts'
import type { AdminDeps } from './deps.ts'

export type InstallationSettings = {
  id: 'installation'
  registration: Registration
  registration_default: Registration
  seller: Seller | null
  changed_at: Date | null
}

/** What holds for the whole installation. */
export const readInstallationSettings = (admin: AdminDeps): Promise<InstallationSettings> =>
  admin.system.read(async (tx) => view(admin, await readSettings(tx)))

/**
 * Sets who may register (null: as the environment says), from the next registration on in every gateway, and who sells, for invoices
 * that are issued from now on.
 */
export const changeInstallationSettings = (
  admin: AdminDeps,
  change: { registration?: Registration | null | undefined; seller?: Seller | undefined }
): Promise<InstallationSettings> =>
  admin.system.change(async (tx) => {
    await updateSettings(tx, change)
    return view(admin, await readSettings(tx))
  })

const view = ({ config }: AdminDeps, row: SettingsRow): InstallationSettings => ({
  id: 'installation',
  registration: row.registration ?? config.REGISTRATION,
  registration_default: config.REGISTRATION,
  seller: row.seller,
  changed_at: row.changed_at
})
