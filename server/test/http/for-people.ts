/** What no API key may do, whatever its scopes. */
export const for_people = [
  'DELETE /api/v1/account',
  'DELETE /api/v1/auth/me',
  'GET /api/v1/account/export/:id',
  'POST /api/v1/account/export',
  'POST /api/v1/auth/2fa/confirm',
  'POST /api/v1/auth/2fa/disable',
  'POST /api/v1/auth/2fa/setup',
  'DELETE /api/v1/auth/passkeys/:id',
  'PATCH /api/v1/auth/passkeys/:id',
  'POST /api/v1/auth/passkeys',
  'POST /api/v1/auth/passkeys/options',
  'GET /api/v1/auth/tenants',
  'POST /api/v1/auth/switch-tenant',
  'POST /api/v1/invitations',
  'POST /api/v1/invitations/:id/send',
  'POST /api/v1/subscription/checkout',
  'DELETE /api/v1/subscription',
  'PUT /api/v1/subscription'
]
