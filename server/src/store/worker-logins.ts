import type { Tx } from '../lib/db.ts'

/** Makes the login of a worker that is about to start, and takes away those of workers that have ended. Returns its name. */
export const openWorkerLogin = async (
  db: Pick<Tx, 'query'>,
  instance_id: string,
  verifier: string
): Promise<string> => {
  const [row] = await db.query<{ login: string }>('select open_worker_login($1, $2) as login', [
    instance_id,
    verifier
  ])
  if (!row) throw new Error('no login was made')
  return row.login
}

/** Takes away the logins of workers that have ended. */
export const closeWorkerLogins = async (db: Pick<Tx, 'query'>): Promise<void> => {
  await db.query('select close_worker_logins()')
}
