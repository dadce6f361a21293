import type { Tx } from '../../lib/db.ts'

/** Whether a user has no second factor that was confirmed; `where it is demanded`: false where the installation demands none. */
export const lacksSecondFactor = async (
  tx: Pick<Tx, 'query'>,
  user_id: string,
  when: 'always' | 'where it is demanded'
): Promise<boolean> => {
  const [row] = await tx.query<{ lacks: boolean }>(
    `select ($2 or i.admin_second_factor = 'required')
       and not exists (select from user_second_factors f where f.user_id = $1 and f.confirmed_at is not null) as lacks
     from installation_settings i`,
    [user_id, when === 'always'],
    'lacks_second_factor'
  )
  if (!row) throw new Error('the settings of the installation have no row')
  return row.lacks
}
