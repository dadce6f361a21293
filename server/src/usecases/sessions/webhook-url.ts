import { newId } from '../../domain/ids.ts'
import type { Tx } from '../../lib/db.ts'
import type { KeyRing } from '../../lib/key-ring.ts'
import {
  deleteSessionWebhook,
  insertWebhook,
  moveSessionWebhook,
  type WebhookRow,
  wakeWebhook
} from '../../store/webhooks/webhooks.ts'
import { newWebhookSecret, sealWebhookSecret } from '../webhooks/secret.ts'

type Owner = { id: string; tenant_id: string }

/** Makes the webhook that a session's webhook_url stands for: every event of that session. */
export const createSessionWebhook = async (
  deps: { webhook_key: KeyRing },
  tx: Tx,
  session: Owner,
  url: string
): Promise<{ webhook: WebhookRow; secret: string }> => {
  const id = newId('webhook')
  const secret = newWebhookSecret()
  const webhook = await insertWebhook(tx, {
    id,
    tenant_id: session.tenant_id,
    session_id: session.id,
    is_session_url: true,
    url,
    description: '',
    event_types: ['*'],
    session_ids: [],
    filter: null,
    ordered: false,
    batch: null,
    header_names: [],
    sealed_headers: null,
    sealed_secret: sealWebhookSecret(deps.webhook_key, id, secret)
  })
  return { webhook, secret }
}

/** Sets, moves or (null) removes a session's webhook_url. Gives the secret when one had to be made; a moved one keeps its own. */
export const setSessionWebhook = async (
  deps: { webhook_key: KeyRing },
  tx: Tx,
  session: Owner,
  url: string | null
): Promise<{ secret: string | null }> => {
  if (url === null) {
    await deleteSessionWebhook(tx, session.tenant_id, session.id)
    return { secret: null }
  }
  const moved = await moveSessionWebhook(tx, session.tenant_id, session.id, url)
  if (moved) {
    await wakeWebhook(tx, moved.id)
    return { secret: null }
  }
  return createSessionWebhook(deps, tx, session, url)
}
