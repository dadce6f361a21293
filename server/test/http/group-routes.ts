/** What the scopes of groups allow. */
export const group_routes = {
  'groups:read': [
    'GET /api/v1/sessions/:id/channels',
    'GET /api/v1/sessions/:id/channels/:channel',
    'GET /api/v1/sessions/:id/channels/invite-info',
    'GET /api/v1/sessions/:id/groups',
    'GET /api/v1/sessions/:id/groups/:group',
    'GET /api/v1/sessions/:id/groups/:group/invite',
    'GET /api/v1/sessions/:id/groups/:group/join-requests',
    'GET /api/v1/sessions/:id/groups/invite-info'
  ],
  'groups:write': [
    'POST /api/v1/sessions/:id/channels',
    'POST /api/v1/sessions/:id/channels/:channel/follow',
    'POST /api/v1/sessions/:id/channels/:channel/unfollow',
    'POST /api/v1/sessions/:id/channels/:channel/mute',
    'POST /api/v1/sessions/:id/channels/:channel/unmute',
    'POST /api/v1/sessions/:id/groups',
    'PATCH /api/v1/sessions/:id/groups/:group',
    'PUT /api/v1/sessions/:id/groups/:group/picture',
    'DELETE /api/v1/sessions/:id/groups/:group/picture',
    'POST /api/v1/sessions/:id/groups/:group/leave',
    'POST /api/v1/sessions/:id/groups/:group/participants',
    'DELETE /api/v1/sessions/:id/groups/:group/participants',
    'POST /api/v1/sessions/:id/groups/:group/admins',
    'DELETE /api/v1/sessions/:id/groups/:group/admins',
    'POST /api/v1/sessions/:id/groups/:group/invite',
    'POST /api/v1/sessions/:id/groups/join',
    'POST /api/v1/sessions/:id/groups/:group/join-requests'
  ]
}
