import type { Seller } from '../domain/invoice.ts'
import { type LifeDays, lifeDaysOf } from '../domain/subscription-life.ts'
import type { Registration } from '../domain/user.ts'
import {
  readSettings,
  type SettingsChange,
  type SettingsRow,
  updateSettings
} from '../store/installation/settings.ts'
import type { AdminDeps } from './deps.ts'

export type InstallationSettings = {
  id: 'installation'
  registration: Registration
  registration_default: Registration
  seller: Seller | null
  subscription_life: LifeDays
  changed_at: Date | null
}

/** What holds for the whole installation. */
export const readInstallationSettings = (admin: AdminDeps): Promise<InstallationSettings> =>
  admin.system.read(async (tx) => view(admin, await readSettings(tx)))

/**
 * Sets who may register (null: as the environment says), from the next registration on in every gateway, and who sells, for invoices
 * that are issued from now on, and how long subscriptions are served that nobody pays.
 */
export const changeInstallationSettings = (
  admin: AdminDeps,
  change: SettingsChange
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
  subscription_life: lifeDaysOf(row.subscription_life),
  changed_at: row.changed_at
})
