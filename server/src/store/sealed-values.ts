import { byteaArray } from '../lib/binary-array.ts'
import type { Tx } from '../lib/db.ts'

/** Where values sealed with a key of the installation stand: the table, what names a row, and the column. */
export const sealed_columns = {
  session_keys: { names: ['session_id'], column: 'sealed_key' },
  session_proxies: { names: ['session_id'], column: 'handed_in' },
  webhooks: { names: ['id'], column: 'sealed_secret' },
  user_second_factors: { names: ['user_id'], column: 'sealed_secret' },
  idempotency_keys: { names: ['tenant_id', 'key'], column: 'response' }
} as const

export type SealedTable = keyof typeof sealed_columns

export type SealedValue = { names: string[]; sealed: Buffer }

/** Values that do not begin with this prefix, in the order of their names after `after`, locked until the transaction ends. */
export const listSealedOtherwise = (
  tx: Tx,
  table: SealedTable,
  prefix: Buffer,
  after: string[],
  limit: number
): Promise<SealedValue[]> => {
  const { names, column } = sealed_columns[table]
  const place = names.map((_, index) => `$${index + 3}::text`).join(', ')
  return tx.query<SealedValue>(
    `select array[${names.map((name) => `${name}::text`).join(', ')}] as names, ${column} as sealed from ${table}
     where ${column} is not null and substring(${column} from 1 for length($1::bytea)) <> $1::bytea
       ${after.length > 0 ? `and (${names.join(', ')}) > (${place})` : ''}
     order by ${names.join(', ')} limit $2 for no key update`,
    [prefix, limit, ...after]
  )
}

/** Puts other values in the place of those that were read. */
export const putSealedValues = async (
  tx: Tx,
  table: SealedTable,
  values: SealedValue[]
): Promise<void> => {
  const { names, column } = sealed_columns[table]
  const lists = names.map((_, index) => `$${index + 2}::text[]`).join(', ')
  await tx.query(
    `update ${table} t set ${column} = w.sealed
     from unnest($1::bytea[], ${lists}) as w (sealed, ${names.map((name) => `of_${name}`).join(', ')})
     where ${names.map((name) => `t.${name} = w.of_${name}`).join(' and ')}`,
    [
      byteaArray(values.map((value) => value.sealed)),
      ...names.map((_, index) => values.map((value) => value.names[index]))
    ]
  )
}
