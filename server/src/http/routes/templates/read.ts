import { z } from 'zod'
import { Template, TemplateVersions } from '../../../schemas/template.ts'
import {
  readTemplate,
  readTemplates,
  readTemplateVersions
} from '../../../usecases/templates/read.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listTemplatesRoute = route({
  operation_id: 'listTemplates',
  method: 'GET',
  url: '/api/v1/templates',
  scope: 'messages:read',
  schema: {
    querystring: z.strictObject(pageFields('template')),
    response: { 200: pageOf(Template) }
  },
  summary: 'List templates, newest first',
  tags: ['templates'],
  handler: (deps, { tenant, query }) => readTemplates(deps, tenant, pageRequest(query))
})

export const readTemplateRoute = route({
  operation_id: 'getTemplate',
  method: 'GET',
  url: '/api/v1/templates/:id',
  scope: 'messages:read',
  schema: { params: idParams('template'), response: { 200: Template } },
  summary: 'Read a template',
  tags: ['templates'],
  handler: (deps, { tenant, params }) => readTemplate(deps, tenant, params.id)
})

export const listTemplateVersionsRoute = route({
  operation_id: 'listTemplateVersions',
  method: 'GET',
  url: '/api/v1/templates/:id/versions',
  scope: 'messages:read',
  schema: {
    params: idParams('template'),
    response: { 200: TemplateVersions }
  },
  summary: 'List the versions of a template, newest first',
  description: 'The last hundred.',
  tags: ['templates'],
  handler: (deps, { tenant, params }) => readTemplateVersions(deps, tenant, params.id)
})
