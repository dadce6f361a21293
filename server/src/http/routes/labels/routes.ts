import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import {
  Label,
  LabelColor,
  LabelName,
  LabelWithMarks,
  label_id_pattern
} from '../../../schemas/label.ts'
import {
  createLabel,
  deleteLabel,
  labelChat,
  labelMessage,
  readLabel,
  readLabels,
  updateLabel
} from '../../../usecases/labels/labels.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'

const tags = ['labels']
const audit = { none: 'The event label.updated is the record.' }
const errors = callErrors('set_label')
const labels = '/api/v1/sessions/:id/labels'
const url = `${labels}/:label`
const params = idParams('session').extend({ label: z.string().regex(label_id_pattern) })
const kept = 'It is changed on the phone too, and `label.updated` reports it.'

const LabeledChat = z.strictObject({
  chat: z
    .string()
    .min(1)
    .max(2_048)
    .describe('A number, a JID, a LID, a group id, or a contact by its id or user name (`@name`).')
})
const LabeledMessage = z.strictObject({ message_id: z.string().regex(idPattern('message')) })

const labelsThemselves: Route[] = [
  route({
    operation_id: 'listLabels',
    method: 'GET',
    url: labels,
    scope: 'messages:read',
    schema: {
      params: idParams('session'),
      response: { 200: z.object({ data: z.array(Label) }).meta({ id: 'Labels' }) }
    },
    summary: 'List labels',
    description:
      'Labels of WhatsApp Business, by name. What apps of ordinary accounts call lists comes as labels too. They are kept as the phone has them.',
    tags,
    handler: (deps, { tenant, params: { id } }) => readLabels(deps, tenant, id)
  }),
  route({
    operation_id: 'createLabel',
    method: 'POST',
    audit,
    url: labels,
    scope: 'messages:write',
    errors,
    schema: {
      params: idParams('session'),
      body: z
        .strictObject({ name: LabelName, color: LabelColor.optional() })
        .meta({ id: 'CreateLabel' }),
      response: { 201: Label }
    },
    summary: 'Make a label',
    description: `WhatsApp Business has room for 20. ${kept}`,
    tags,
    handler: (deps, { context, params: { id }, body: { name, color = 0 } }) =>
      createLabel(deps, context, id, { name, color })
  }),
  route({
    operation_id: 'getLabel',
    method: 'GET',
    url,
    scope: 'messages:read',
    schema: { params, response: { 200: LabelWithMarks } },
    summary: 'Read a label with the chats and messages that carry it',
    description: 'Chats and messages that are not known here are named as WhatsApp names them.',
    tags,
    handler: (deps, { tenant, params: place }) => readLabel(deps, tenant, place)
  }),
  route({
    operation_id: 'updateLabel',
    method: 'PATCH',
    audit,
    url,
    scope: 'messages:write',
    errors,
    schema: {
      params,
      body: z
        .strictObject({ name: LabelName.optional(), color: LabelColor.optional() })
        .refine(({ name, color }) => name !== undefined || color !== undefined, {
          message: 'Name at least one setting.'
        })
        .meta({ id: 'UpdateLabel' }),
      response: { 200: Label }
    },
    summary: 'Rename a label, or change its colour',
    description: `What is not given stays. ${kept}`,
    tags,
    handler: (deps, { context, params: place, body }) => updateLabel(deps, context, place, body)
  }),
  route({
    operation_id: 'deleteLabel',
    method: 'DELETE',
    audit,
    url,
    scope: 'messages:write',
    errors,
    schema: { params, response: { 204: z.undefined() } },
    summary: 'Delete a label',
    description: `Chats and messages that carried it stay. ${kept}`,
    tags,
    handler: (deps, { context, params: place }) => deleteLabel(deps, context, place)
  })
]

const labelsOf = (labeled: boolean): Route[] => {
  const method = labeled ? 'POST' : 'DELETE'
  const verb = labeled ? 'Put a label on' : 'Take a label off'
  const name = labeled ? 'add' : 'remove'
  const sent = labeled ? 'Add' : 'Remove'
  const more = labeled ? 'What has it already stays so.' : 'What does not have it stays so.'
  return [
    route({
      operation_id: `${name}ChatLabel`,
      method,
      audit,
      url: `${url}/chats`,
      scope: 'messages:write',
      errors,
      schema: {
        params,
        body: LabeledChat.meta({ id: `${sent}ChatLabel` }),
        response: { 200: Label }
      },
      summary: `${verb} a chat`,
      description: `${more} ${kept}`,
      tags,
      handler: (deps, { context, params: place, body: { chat } }) =>
        labelChat(deps, context, place, chat, labeled)
    }),
    route({
      operation_id: `${name}MessageLabel`,
      method,
      audit,
      url: `${url}/messages`,
      scope: 'messages:write',
      errors,
      schema: {
        params,
        body: LabeledMessage.meta({ id: `${sent}MessageLabel` }),
        response: { 200: Label }
      },
      summary: `${verb} a message`,
      description: `${more} ${kept}`,
      tags,
      handler: (deps, { context, params: place, body: { message_id } }) =>
        labelMessage(deps, context, place, message_id, labeled)
    })
  ]
}

/** Labels of WhatsApp Business, and what carries them. */
export const label_routes: Route[] = [...labelsThemselves, ...labelsOf(true), ...labelsOf(false)]
