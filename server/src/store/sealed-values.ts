import { byteaArray } from '../lib/binary-array.ts'
import type { Tx } from '../lib/db.ts'

/** Where values sealed with a key of the installation stand: the table, what names a row, and the column. */
export const sealed_columns = {
  session_keys: { table: 'session_keys', names: ['session_id'], column: 'sealed_key' },
  session_proxies: { table: 'session_proxies', names: ['session_id'], column: 'handed_in' },
  webhooks: { table: 'webhooks', names: ['id'], column: 'sealed_secret' },
  old_webhook_secrets: { table: 'webhooks', names: ['id'], column: 'old_sealed_secret' },
  webhook_headers: { table: 'webhooks', names: ['id'], column: 'sealed_headers' },
  user_second_factors: {
    table: 'user_second_factors',
    names: ['user_id'],
    column: 'sealed_secret'
  },
  idempotency_keys: { table: 'idempotency_keys', names: ['tenant_id', 'key'], column: 'response' }
} as const

export type SealedKind = keyof typeof sealed_columns

export type SealedValue = { names: string[]; sealed: Buffer }

/** Values that do not begin with this prefix, in the order of their names after `after`, locked until the transaction ends. */
export const listSealedOtherwise = (
  tx: Tx,
  kind: SealedKind,
  prefix: Buffer,
  after: string[],
  limit: number
): Promise<SealedValue[]> => {
  const { table, names, column } = sealed_columns[kind]
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
  kind: SealedKind,
  values: SealedValue[]
): Promise<void> => {
  const { table, names, column } = sealed_columns[kind]
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
