import type { Tx } from '../lib/db.ts'

export type PlanRow = {
  id: string
  code: string
  name: string
  description: string
  price_cents: number
  currency: string
  sessions_max: number | null
  messages_per_month_max: number | null
  webhooks_max: number | null
  api_keys_max: number | null
  instance_mode: 'dedicated' | 'tenant' | 'shared'
  cpu_millis: number
  memory_mb: number
  is_public: boolean
}

export const listPublicPlans = (tx: Tx): Promise<PlanRow[]> =>
  tx.query<PlanRow>(
    'select * from subscription_plans where is_public order by price_cents, code',
    [],
    'list_public_plans'
  )
