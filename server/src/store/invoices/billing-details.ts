import type { Buyer } from '../../domain/invoice.ts'
import type { Tx } from '../../lib/db.ts'

/** Who buys: what the tenant has said, and until it does its name and the address of the owner who is in it longest. */
export const readBilling = async (tx: Tx, tenant_id: string): Promise<Buyer> => {
  const [row] = await tx.query<Buyer>(
    `select coalesce(b.name, t.name) as name, coalesce(b.address, '') as address, b.country, b.tax_id,
       case when b.tenant_id is null then
         -- A tenant sees the users of its team with the function, and whoever sees all tenants without it.
         coalesce((select u.email from memberships m join team_users() u on u.id = m.user_id
             where m.tenant_id = t.id and m.role = 'owner' order by m.created_at, m.id limit 1),
           (select u.email from memberships m join users u on u.id = m.user_id
             where m.tenant_id = t.id and m.role = 'owner' order by m.created_at, m.id limit 1)) else b.email end as email,
       coalesce(b.language, 'en') as language
     from tenants t left join billing_details b on b.tenant_id = t.id where t.id = $1`,
    [tenant_id],
    'read_billing'
  )
  if (!row) throw new Error('the tenant of a transaction has no row')
  return row
}

export const putBilling = async (tx: Tx, tenant_id: string, buyer: Buyer): Promise<void> => {
  await tx.query(
    `insert into billing_details (tenant_id, name, address, country, tax_id, email, language)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id) do update set name = excluded.name, address = excluded.address, country = excluded.country,
       tax_id = excluded.tax_id, email = excluded.email, language = excluded.language, updated_at = now()`,
    [
      tenant_id,
      buyer.name,
      buyer.address,
      buyer.country,
      buyer.tax_id,
      buyer.email,
      buyer.language
    ],
    'put_billing'
  )
}
