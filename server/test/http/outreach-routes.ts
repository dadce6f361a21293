/** What each scope opens of templates and opt-outs. */
export const outreach_routes = {
  'messages:read': [
    'GET /api/v1/sessions/:id/labels',
    'GET /api/v1/sessions/:id/labels/:label',
    'GET /api/v1/sessions/:id/statuses',
    'GET /api/v1/sessions/:id/statuses/:status',
    'GET /api/v1/sessions/:id/statuses/:status/viewers',
    'GET /api/v1/sessions/:id/statuses/audience',
    'GET /api/v1/sessions/:id/statuses/received',
    'GET /api/v1/sessions/:id/statuses/received/:status',
    'GET /api/v1/templates',
    'GET /api/v1/templates/:id',
    'GET /api/v1/templates/:id/versions',
    'POST /api/v1/templates/:id/preview'
  ],
  'messages:write': [
    'POST /api/v1/sessions/:id/labels',
    'PATCH /api/v1/sessions/:id/labels/:label',
    'DELETE /api/v1/sessions/:id/labels/:label',
    'POST /api/v1/sessions/:id/labels/:label/chats',
    'DELETE /api/v1/sessions/:id/labels/:label/chats',
    'POST /api/v1/sessions/:id/labels/:label/messages',
    'DELETE /api/v1/sessions/:id/labels/:label/messages',
    'POST /api/v1/sessions/:id/status',
    'DELETE /api/v1/sessions/:id/statuses/:status',
    'POST /api/v1/sessions/:id/statuses/received/:status/read',
    'DELETE /api/v1/templates/:id',
    'PATCH /api/v1/templates/:id',
    'POST /api/v1/templates'
  ],
  'contacts:read': [
    'GET /api/v1/sessions/:id/blocklist',
    'GET /api/v1/sessions/:id/contacts',
    'GET /api/v1/sessions/:id/contacts/:contact',
    'GET /api/v1/sessions/:id/contacts/:contact/about',
    'GET /api/v1/sessions/:id/contacts/:contact/picture',
    'GET /api/v1/sessions/:id/lids/:lid',
    'POST /api/v1/sessions/:id/contacts/check',
    'GET /api/v1/opt-outs',
    'GET /api/v1/opt-outs/words'
  ],
  'contacts:write': [
    'DELETE /api/v1/sessions/:id/contacts/:contact/block',
    'POST /api/v1/sessions/:id/contacts/:contact/block',
    'DELETE /api/v1/sessions/:id/contacts/:contact/status-mute',
    'POST /api/v1/sessions/:id/contacts/:contact/status-mute',
    'POST /api/v1/sessions/:id/contacts/:contact/presence',

    'DELETE /api/v1/opt-outs/:id',
    'DELETE /api/v1/opt-outs/words',
    'POST /api/v1/opt-outs',
    'PUT /api/v1/opt-outs/words'
  ],
  'webhooks:read': ['GET /api/v1/incoming-webhooks', 'GET /api/v1/incoming-webhooks/:id'],
  'webhooks:write': [
    'DELETE /api/v1/incoming-webhooks/:id',
    'PATCH /api/v1/incoming-webhooks/:id',
    'POST /api/v1/incoming-webhooks',
    'POST /api/v1/incoming-webhooks/:id/rotate-secret'
  ],
  'sessions:read': ['GET /api/v1/sessions/:id/privacy'],
  'sessions:write': [
    'POST /api/v1/sessions/:id/calls/:call/reject',
    'POST /api/v1/sessions/:id/calls/link',
    'PUT /api/v1/sessions/:id/presence',
    'PUT /api/v1/sessions/:id/privacy',
    'PUT /api/v1/sessions/:id/profile/about',
    'PUT /api/v1/sessions/:id/profile/picture',
    'DELETE /api/v1/sessions/:id/profile/picture',
    'PUT /api/v1/sessions/:id/profile/name'
  ]
}
