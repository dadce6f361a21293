import assert from 'node:assert/strict'
import type { Harness, SeededTenant } from '../../testkit/app.ts'

export const path = '/api/v1/messages'

export const text = (session_id: string, more: Record<string, unknown> = {}) => ({
  session_id,
  to: '+201009876543',
  type: 'text',
  text: { body: 'hello' },
  ...more
})

export const used = async (app: Harness): Promise<number> => {
  const [row] = await app.owner.query<{ used: number }>(
    'select coalesce(sum(used), 0)::int as used from usage_stats'
  )
  return row?.used ?? 0
}

export const accept = async (
  app: Harness,
  tenant: SeededTenant,
  session_id: string,
  more: Record<string, unknown> = {}
): Promise<string> => {
  const answer = await app.as(tenant).post(path, text(session_id, more))
  assert.equal(answer.statusCode, 202, answer.body)
  return answer.json().id
}
