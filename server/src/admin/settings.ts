import { AppError } from '../domain/errors.ts'
import type { Seller } from '../domain/invoice.ts'
import type { AdminSecondFactor } from '../domain/second-factor.ts'
import { type LifeDays, lifeDaysOf } from '../domain/subscription-life.ts'
import type { Tenant } from '../domain/tenant.ts'
import type { Registration } from '../domain/user.ts'
import { lacksSecondFactor } from '../store/installation/second-factor.ts'
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
  admin_second_factor: AdminSecondFactor
  changed_at: Date | null
}

/** What holds for the whole installation. */
export const readInstallationSettings = (admin: AdminDeps): Promise<InstallationSettings> =>
  admin.system.read(async (tx) => view(admin, await readSettings(tx)))

/**
 * Sets who may register (null: as the environment says), from the next registration on in every gateway, and who sells, for invoices
 * that are issued from now on, how long subscriptions are served that nobody pays, and whether administrators need a second factor.
 * Nobody demands that of others who has none: they would shut themselves out.
 */
export const changeInstallationSettings = (
  admin: AdminDeps,
  change: SettingsChange,
  { user_id }: Tenant
): Promise<InstallationSettings> =>
  admin.system.change(async (tx) => {
    if (
      change.admin_second_factor === 'required' &&
      (await lacksSecondFactor(tx, user_id, 'always'))
    )
      throw new AppError('second_factor_missing', { user_id })
    await updateSettings(tx, change)
    return view(admin, await readSettings(tx))
  })

const view = ({ config }: AdminDeps, row: SettingsRow): InstallationSettings => ({
  id: 'installation',
  registration: row.registration ?? config.REGISTRATION,
  registration_default: config.REGISTRATION,
  seller: row.seller,
  subscription_life: lifeDaysOf(row.subscription_life),
  admin_second_factor: row.admin_second_factor,
  changed_at: row.changed_at
})
