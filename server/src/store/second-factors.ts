import { byteaArray } from '../lib/binary-array.ts'
import type { Tx } from '../lib/db.ts'

export type SecondFactorRow = {
  user_id: string
  tenant_id: string
  sealed_secret: Buffer
  last_step: number
  recovery_codes_left: number
  confirmed_at: Date | null
}

const columns = `user_id, tenant_id, sealed_secret, last_step, cardinality(recovery_hashes) as recovery_codes_left,
  confirmed_at`

export const findSecondFactor = async (
  tx: Tx,
  user_id: string
): Promise<SecondFactorRow | null> => {
  const [row] = await tx.query<SecondFactorRow>(
    `select ${columns} from user_second_factors where user_id = $1`,
    [user_id],
    'find_second_factor'
  )
  return row ?? null
}

/** Puts a secret that is not confirmed yet in the place of another such one. False where one is confirmed. */
export const putSecondFactor = async (
  tx: Tx,
  one: Pick<SecondFactorRow, 'user_id' | 'tenant_id' | 'sealed_secret'>
): Promise<boolean> => {
  const rows = await tx.query(
    `insert into user_second_factors (user_id, tenant_id, sealed_secret) values ($1, $2, $3)
     on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, created_at = now()
       where user_second_factors.confirmed_at is null returning 1`,
    [one.user_id, one.tenant_id, one.sealed_secret],
    'put_second_factor'
  )
  return rows.length === 1
}

/** Whether it was not confirmed before. */
export const confirmSecondFactor = async (
  tx: Tx,
  user_id: string,
  recovery_hashes: Buffer[],
  now: Date
): Promise<boolean> => {
  const rows = await tx.query(
    `update user_second_factors set confirmed_at = $3, recovery_hashes = $2::bytea[]
     where user_id = $1 and confirmed_at is null returning 1`,
    [user_id, byteaArray(recovery_hashes), now],
    'confirm_second_factor'
  )
  return rows.length === 1
}

/** Uses up the codes of a step and of all before it. False where that was done before. */
export const takeStep = async (tx: Tx, user_id: string, step: number): Promise<boolean> => {
  const rows = await tx.query(
    'update user_second_factors set last_step = $2 where user_id = $1 and last_step < $2 returning 1',
    [user_id, step],
    'take_step'
  )
  return rows.length === 1
}

/** Uses up a recovery code. False where it is none. */
export const takeRecoveryCode = async (tx: Tx, user_id: string, hash: Buffer): Promise<boolean> => {
  const rows = await tx.query(
    `update user_second_factors set recovery_hashes = array_remove(recovery_hashes, $2)
     where user_id = $1 and confirmed_at is not null and $2 = any (recovery_hashes) returning 1`,
    [user_id, hash],
    'take_recovery_code'
  )
  return rows.length === 1
}

export const deleteSecondFactor = async (tx: Tx, user_id: string): Promise<void> => {
  await tx.query(
    'delete from user_second_factors where user_id = $1',
    [user_id],
    'delete_second_factor'
  )
}
