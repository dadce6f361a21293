import { z } from 'zod'
import { deleteTemplate } from '../../../usecases/templates/save.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteTemplateRoute = route({
  operation_id: 'deleteTemplate',
  method: 'DELETE',
  audit: 'template.deleted',
  url: '/api/v1/templates/:id',
  idempotency: 'transactional',
  scope: 'messages:write',
  beyond_sessions: true,
  schema: { params: idParams('template'), response: { 204: z.undefined() } },
  errors: ['template_in_use'],
  summary: 'Delete a template',
  description: 'Messages that were made from it stay as they are.',
  tags: ['templates'],
  handler: (deps, { context, params }) => deleteTemplate(deps, context, params.id)
})
