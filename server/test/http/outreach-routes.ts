/** What each scope opens of templates and opt-outs. */
export const outreach_routes = {
  'messages:read': [
    'GET /api/v1/templates',
    'GET /api/v1/templates/:id',
    'GET /api/v1/templates/:id/versions',
    'POST /api/v1/templates/:id/preview'
  ],
  'messages:write': [
    'DELETE /api/v1/templates/:id',
    'PATCH /api/v1/templates/:id',
    'POST /api/v1/templates'
  ],
  'contacts:read': ['GET /api/v1/opt-outs', 'GET /api/v1/opt-outs/words'],
  'contacts:write': [
    'DELETE /api/v1/opt-outs/:id',
    'DELETE /api/v1/opt-outs/words',
    'POST /api/v1/opt-outs',
    'PUT /api/v1/opt-outs/words'
  ]
}
