import { z } from 'zod'
import {
  Language,
  TemplateValues,
  TemplateVersionNumber,
  UsedTemplate
} from '../../../schemas/template.ts'
import { previewTemplate } from '../../../usecases/templates/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const previewTemplateRoute = route({
  operation_id: 'previewTemplate',
  method: 'POST',
  audit: { none: 'Nothing is changed.' },
  url: '/api/v1/templates/:id/preview',
  scope: 'messages:read',
  status: 200,
  schema: {
    params: idParams('template'),
    body: z.strictObject({
      version: TemplateVersionNumber.optional(),
      language: Language.optional(),
      variables: TemplateValues.optional()
    }),
    response: {
      200: z
        .object({ template: UsedTemplate, text: z.object({ body: z.string() }) })
        .meta({ id: 'TemplatePreview' })
    }
  },
  summary: 'See what a template says with these values',
  description: 'The text as it would be sent, or what is wrong with the values. Nothing is sent.',
  tags: ['templates'],
  handler: (deps, { tenant, params, body }) =>
    previewTemplate(deps, tenant, { ...body, id: params.id })
})
