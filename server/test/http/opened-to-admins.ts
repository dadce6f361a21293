/** What the scope `admin` opens, written by hand like the table in scopes.test.ts. */
export const opened_to_admins = [
  'DELETE /api/v1/admin/invitations/:id',
  'DELETE /api/v1/admin/plans/:id',
  'DELETE /api/v1/admin/users/:id',
  'GET /api/v1/admin/audit-log',
  'GET /api/v1/admin/erasures',
  'GET /api/v1/admin/instances',
  'GET /api/v1/admin/invitations',
  'GET /api/v1/admin/overview',
  'GET /api/v1/admin/plans',
  'GET /api/v1/admin/settings',
  'GET /api/v1/admin/users',
  'GET /api/v1/admin/users/:id',
  'PATCH /api/v1/admin/plans/:id',
  'PATCH /api/v1/admin/settings',
  'PATCH /api/v1/admin/users/:id',
  'POST /api/v1/admin/instances/:id/drain',
  'POST /api/v1/admin/invitations',
  'POST /api/v1/admin/plans',
  'POST /api/v1/admin/users',
  'POST /api/v1/admin/users/:id/subscription',
  'PUT /api/v1/admin/scale'
]
