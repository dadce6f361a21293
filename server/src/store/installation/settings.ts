import type { Seller } from '../../domain/invoice.ts'
import type { AdminSecondFactor } from '../../domain/second-factor.ts'
import type { LifeDays } from '../../domain/subscription-life.ts'
import type { Registration } from '../../domain/user.ts'
import type { Tx } from '../../lib/db.ts'

export type SettingsRow = {
  registration: Registration | null
  seller: Seller | null
  subscription_life: LifeDays | null
  admin_second_factor: AdminSecondFactor
  changed_at: Date | null
}

/** What an administrator has set; null: as the environment says. */
export const readSettings = async (tx: Pick<Tx, 'query'>): Promise<SettingsRow> => {
  const [row] = await tx.query<SettingsRow>(
    'select registration, seller, subscription_life, admin_second_factor, changed_at from installation_settings',
    [],
    'read_installation_settings'
  )
  if (!row) throw new Error('the settings of the installation have no row')
  return row
}

export type SettingsChange = {
  registration?: Registration | null | undefined
  seller?: Seller | undefined
  subscription_life?: LifeDays | undefined
  admin_second_factor?: AdminSecondFactor | undefined
}

/** Sets what is given; a registration of null is as the environment says. */
export const updateSettings = async (tx: Tx, change: SettingsChange): Promise<void> => {
  await tx.query(
    `update installation_settings set registration = case when $1 then $2 else registration end,
       seller = coalesce($3, seller), subscription_life = coalesce($4, subscription_life),
       admin_second_factor = coalesce($5, admin_second_factor), changed_at = now()`,
    [
      change.registration !== undefined,
      change.registration ?? null,
      change.seller === undefined ? null : JSON.stringify(change.seller),
      change.subscription_life === undefined ? null : JSON.stringify(change.subscription_life),
      change.admin_second_factor ?? null
    ],
    'update_installation_settings'
  )
}
