import type { Registration } from '../domain/user.ts'
import { readSettings, updateSettings } from '../store/installation/settings.ts'
import type { AdminDeps } from './deps.ts'

export type InstallationSettings = {
  id: 'installation'
  registration: Registration
  registration_default: Registration
  changed_at: Date | null
}

/** What holds for the whole installation. */
export const readInstallationSettings = (admin: AdminDeps): Promise<InstallationSettings> =>
  admin.system.read(async (tx) => view(admin, await readSettings(tx)))

/** Sets who may register; null: as the environment says. It counts from the next registration on, in every gateway. */
export const changeInstallationSettings = (
  admin: AdminDeps,
  registration: Registration | null
): Promise<InstallationSettings> =>
  admin.system.change(async (tx) => {
    await updateSettings(tx, registration)
    return view(admin, await readSettings(tx))
  })

const view = (
  { config }: AdminDeps,
  row: { registration: Registration | null; changed_at: Date | null }
): InstallationSettings => ({
  id: 'installation',
  registration: row.registration ?? config.REGISTRATION,
  registration_default: config.REGISTRATION,
  changed_at: row.changed_at
})
