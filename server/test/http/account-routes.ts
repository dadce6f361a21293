/** What the scopes of the account allow. */
export const account_routes = {
  'account:read': [
    'GET /api/v1/account/branding',
    'GET /api/v1/account/billing',
    'GET /api/v1/invoices',
    'GET /api/v1/invoices/:id',
    'GET /api/v1/api-keys',
    'GET /api/v1/api-keys/:id',
    'GET /api/v1/api-keys/:id/requests',
    'GET /api/v1/audit-log',
    'GET /api/v1/auth/2fa',
    'GET /api/v1/auth/devices',
    'GET /api/v1/auth/me',
    'GET /api/v1/subscription',
    'GET /api/v1/subscription/checkout/:id',
    'GET /api/v1/subscription/history',
    'GET /api/v1/subscription/usage',
    'GET /api/v1/wallet'
  ],
  'account:write': [
    'PUT /api/v1/account/billing',
    'DELETE /api/v1/api-keys/:id',
    'DELETE /api/v1/auth/devices/:id',
    'PATCH /api/v1/api-keys/:id',
    'PATCH /api/v1/auth/me',
    'POST /api/v1/api-keys',
    'POST /api/v1/api-keys/:id/rotate',
    'POST /api/v1/auth/change-password',
    'POST /api/v1/auth/logout-all',
    'POST /api/v1/auth/verify-email/send',
    'PUT /api/v1/account/branding'
  ]
}
