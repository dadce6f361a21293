import { z } from 'zod'
import {
  Language,
  Template,
  TemplateDescription,
  TemplateName,
  TemplateTexts,
  TemplateVariables
} from '../../../schemas/template.ts'
import { updateTemplate } from '../../../usecases/templates/save.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const updateTemplateRoute = route({
  operation_id: 'updateTemplate',
  method: 'PATCH',
  audit: 'template.updated',
  url: '/api/v1/templates/:id',
  idempotency: 'transactional',
  scope: 'messages:write',
  beyond_sessions: true,
  schema: {
    params: idParams('template'),
    body: z.strictObject({
      name: TemplateName.optional(),
      description: TemplateDescription.optional(),
      default_language: Language.optional(),
      texts: TemplateTexts.optional(),
      variables: TemplateVariables.optional()
    }),
    response: { 200: Template }
  },
  errors: ['template_name_taken'],
  summary: 'Change a template',
  description:
    '`texts` and `variables` take the place of all that were there. Where one of them or the default language is given, that is a new version; the last hundred are kept. Messages that wait keep the text they were made with.',
  tags: ['templates'],
  handler: (deps, { context, params, body }) => updateTemplate(deps, context, params.id, body)
})
