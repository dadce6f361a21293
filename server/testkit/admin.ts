import { type AdminDeps, systemDb } from '../src/admin/deps.ts'
import { bindAdminRoutes } from '../src/http/admin-route.ts'
import type { Route } from '../src/http/route.ts'
import { admin_routes } from '../src/http/services/admin.ts'
import { systemClock } from '../src/lib/clock.ts'
import { type Db, openDb } from '../src/lib/db.ts'
import { createPasswordHasher } from '../src/lib/password-hasher.ts'
import { readConfig } from '../src/main/config/config.ts'

const config = readConfig({ BCRYPT_COST: '4' })
const passwords = createPasswordHasher(config.BCRYPT_COST)

const nobody = async (): Promise<never> => {
  throw new Error('these routes were not given a database')
}

/** The routes of administrators to look at: what is known of them without a database. */
export const listed_admin_routes: Route[] = bindAdminRoutes(
  {
    system: { read: nobody, change: nobody },
    clock: systemClock,
    passwords,
    config,
    workers: { logs: nobody }
  },
  admin_routes
)

/** The same list, with the routes of administrators as a server with this database answers them. */
export const withSystem = (routes: readonly Route[], admin: AdminDeps): Route[] => {
  const bound = bindAdminRoutes(admin, admin_routes)
  return routes.map((route) => bound[listed_admin_routes.indexOf(route)] ?? route)
}

export const adminDeps = (
  system_url: string,
  workers: AdminDeps['workers'] = { logs: nobody }
): AdminDeps & { db: Db } => {
  const db = openDb({ url: system_url, connections_max: 2, application_name: 'test admin' })
  return { db, system: systemDb(db), clock: systemClock, passwords, config, workers }
}
