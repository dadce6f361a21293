import { randomToken } from '../../lib/crypto.ts'
import type { Db } from '../../lib/db.ts'
import type { Log } from '../../lib/log.ts'
import { scramVerifier } from '../../lib/scram.ts'
import { openWorkerLogin } from '../../store/worker-logins.ts'

/**
 * The address of the database as a worker that is about to start: with a login of its own, so that it can neither change
 * settings of other workers nor end what they are doing. Where the owner of the database may make no roles, it is `shared`.
 */
export const workerDatabaseUrl = async (
  deps: { db: Db; log: Log },
  instance_id: string,
  shared: string
): Promise<string> => {
  const password = randomToken()
  let login: string
  try {
    login = await openWorkerLogin(deps.db, instance_id, scramVerifier(password))
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    deps.log.warn(
      { instance_id, err: error },
      'workers share one login of the database, whose owner may not create roles'
    )
    return shared
  }
  const url = new URL(shared)
  url.username = login
  url.password = password
  return url.href
}
