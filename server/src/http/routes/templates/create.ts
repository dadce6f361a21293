import { z } from 'zod'
import {
  Language,
  Template,
  TemplateDescription,
  TemplateName,
  TemplateTexts,
  TemplateVariables
} from '../../../schemas/template.ts'
import { createTemplate } from '../../../usecases/templates/save.ts'
import { route } from '../../route.ts'

export const createTemplateRoute = route({
  operation_id: 'createTemplate',
  method: 'POST',
  audit: 'template.created',
  url: '/api/v1/templates',
  idempotency: 'transactional',
  scope: 'messages:write',
  beyond_sessions: true,
  schema: {
    body: z
      .strictObject({
        name: TemplateName,
        description: TemplateDescription.default(''),
        default_language: Language,
        texts: TemplateTexts,
        variables: TemplateVariables.default({})
      })
      .meta({
        examples: [
          {
            name: 'Order on its way',
            default_language: 'en',
            texts: {
              en: 'Hello {{name}}, your order over {{total}} arrives on {{day}}.',
              ar: 'مرحبا {{name}}، يصل طلبك بقيمة {{total}} يوم {{day}}.'
            },
            variables: {
              name: { type: 'text', default: 'there' },
              total: { type: 'money', currency: 'EGP' },
              day: { type: 'date', format: 'full' }
            }
          }
        ]
      }),
    response: { 201: Template }
  },
  errors: ['template_name_taken', 'list_full'],
  summary: 'Create a template',
  description:
    'A text with `{{variables}}` in one or more languages. Messages are made from it with `type: "template"` in `POST /api/v1/messages` and in bulk. Names of variables are letters, digits and `_`, in parts with dots between them (`order.id`).',
  tags: ['templates'],
  handler: (deps, { context, body }) => createTemplate(deps, context, body)
})
