import { key, previous } from './fields.ts'

/** What seals and signs. */
export const key_settings = {
  MASTER_KEY: key.describe(
    '32 bytes in hex that seal the keys of all sessions. Unset: generated once into DATA_DIR/secrets.json. Losing it means linking every number again.'
  ),
  MASTER_KEY_PREVIOUS: previous.describe(
    'Master keys of before, with commas between them: what they sealed is still opened. Then npm run keys:rotate seals it anew.'
  ),
  JWT_SECRET: key.describe(
    '32 bytes in hex that sign access tokens. Unset: derived from MASTER_KEY.'
  ),
  JWT_SECRET_PREVIOUS: previous.describe(
    'Those of before, with commas between them: tokens they signed stay valid until they end.'
  ),
  CONTROL_SECRET: key.describe(
    '32 bytes in hex for the control ports of workers. Unset: derived from MASTER_KEY.'
  ),
  CONTROL_SECRET_PREVIOUS: previous.describe(
    'Those of before, with commas between them: workers started under them are still reached.'
  ),
  WEBHOOK_KEY: key.describe(
    '32 bytes in hex that seal the secrets of webhooks. Unset: derived from MASTER_KEY.'
  ),
  WEBHOOK_KEY_PREVIOUS: previous.describe(
    'Those of before, with commas between them: what they sealed is still opened.'
  )
}
