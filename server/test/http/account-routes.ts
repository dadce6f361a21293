/** What the scopes of the account allow. */
export const account_routes = {
  'account:read': [
    'GET /api/v1/account/branding',
    'GET /api/v1/audit-log',
    'GET /api/v1/auth/2fa',
    'GET /api/v1/auth/devices',
    'GET /api/v1/auth/me',
    'GET /api/v1/auth/passkeys'
  ],
  'account:write': [
    'DELETE /api/v1/auth/devices/:id',
    'PATCH /api/v1/auth/me',
    'POST /api/v1/auth/change-password',
    'POST /api/v1/auth/logout-all',
    'POST /api/v1/auth/verify-email/send',
    'PUT /api/v1/account/branding'
  ],
  'api_keys:read': [
    'GET /api/v1/api-keys',
    'GET /api/v1/api-keys/:id',
    'GET /api/v1/api-keys/:id/requests'
  ],
  'api_keys:write': [
    'DELETE /api/v1/api-keys/:id',
    'PATCH /api/v1/api-keys/:id',
    'POST /api/v1/api-keys',
    'POST /api/v1/api-keys/:id/rotate'
  ],
  'billing:read': [
    'GET /api/v1/account/billing',
    'GET /api/v1/invoices',
    'GET /api/v1/invoices/:id',
    'GET /api/v1/subscription',
    'GET /api/v1/subscription/checkout/:id',
    'GET /api/v1/subscription/history',
    'GET /api/v1/subscription/preview',
    'GET /api/v1/subscription/providers',
    'GET /api/v1/subscription/usage',
    'GET /api/v1/wallet'
  ],
  'billing:write': ['PUT /api/v1/account/billing'],
  'team:read': ['GET /api/v1/invitations', 'GET /api/v1/memberships'],
  'team:write': [
    'DELETE /api/v1/invitations/:id',
    'DELETE /api/v1/memberships/:id',
    'PATCH /api/v1/memberships/:id'
  ]
}

/** Scopes that have others in them. */
export const parts_of_scopes: Record<string, (keyof typeof account_routes)[]> = {
  'account:read': ['api_keys:read', 'billing:read', 'team:read'],
  'account:write': ['api_keys:write', 'billing:write', 'team:write']
}

/** What is about the person who is logged in alone: no role stands in its way. */
export const personal_routes = [
  'GET /api/v1/auth/2fa',
  'GET /api/v1/auth/devices',
  'GET /api/v1/auth/me',
  'GET /api/v1/auth/passkeys',
  'DELETE /api/v1/auth/devices/:id',
  'DELETE /api/v1/auth/passkeys/:id',
  'DELETE /api/v1/memberships/:id',
  'PATCH /api/v1/auth/me',
  'PATCH /api/v1/auth/passkeys/:id',
  'POST /api/v1/auth/2fa/confirm',
  'POST /api/v1/auth/2fa/disable',
  'POST /api/v1/auth/2fa/setup',
  'POST /api/v1/auth/change-password',
  'POST /api/v1/auth/logout-all',
  'POST /api/v1/auth/passkeys',
  'POST /api/v1/auth/passkeys/options',
  'POST /api/v1/auth/verify-email/send'
]
