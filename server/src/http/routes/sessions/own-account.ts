import { z } from 'zod'
import {
  OwnAbout,
  OwnName,
  PresenceState,
  Privacy,
  PrivacyChanges
} from '../../../schemas/own-account.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'

const params = idParams('session')
const done = { 204: z.undefined() }
const tags = ['sessions']
const url = '/api/v1/sessions/:id'

/** What the number of a session shows of itself, and to whom. */
export const own_account_routes: Route[] = [
  route({
    operation_id: 'setSessionName',
    method: 'PUT',
    audit: 'session.profile_changed',
    url: `${url}/profile/name`,
    scope: 'sessions:write',
    errors: callErrors('set_own_name'),
    schema: { params, body: z.strictObject({ name: OwnName }), response: done },
    summary: 'Change the name that other people are shown',
    description:
      'On all devices of the account. WhatsApp Business accounts with a verified name keep showing that one.',
    tags,
    handler: async (deps, { context, params: { id }, body: { name } }) => {
      await callSession(deps, context.tenant, id, 'set_own_name', { name }, context.signal)
      context.entry.details = { field: 'name' }
    }
  }),
  route({
    operation_id: 'setSessionAbout',
    method: 'PUT',
    audit: 'session.profile_changed',
    url: `${url}/profile/about`,
    scope: 'sessions:write',
    errors: callErrors('set_own_about'),
    schema: { params, body: z.strictObject({ about: OwnAbout }), response: done },
    summary: 'Change what the account says of itself',
    description: 'Empty: nothing.',
    tags,
    handler: async (deps, { context, params: { id }, body: { about } }) => {
      await callSession(deps, context.tenant, id, 'set_own_about', { about }, context.signal)
      context.entry.details = { field: 'about' }
    }
  }),
  route({
    operation_id: 'setSessionPresence',
    method: 'PUT',
    audit: { none: 'It is over with the connection.' },
    url: `${url}/presence`,
    scope: 'sessions:write',
    errors: callErrors('show_presence'),
    schema: {
      params,
      body: z.strictObject({ state: PresenceState }).meta({ id: 'SetSessionPresence' }),
      response: done
    },
    summary: 'Show that the account is online, or that it is not',
    description:
      'For as long as the connection lasts. While an account is online here, its phone may not ring; nothing is shown to those from whom its privacy hides it.',
    tags,
    handler: async (deps, { context, params: { id }, body: { state } }) => {
      await callSession(deps, context.tenant, id, 'show_presence', { state }, context.signal)
    }
  }),
  route({
    operation_id: 'getSessionPrivacy',
    method: 'GET',
    url: `${url}/privacy`,
    scope: 'sessions:read',
    errors: callErrors('read_privacy'),
    schema: { params, response: { 200: Privacy } },
    summary: 'Read whom the account shows what',
    description: 'As WhatsApp has it at this moment.',
    tags,
    handler: (deps, { tenant, params: { id }, signal }) =>
      callSession(deps, tenant, id, 'read_privacy', {}, signal)
  }),
  route({
    operation_id: 'setSessionPrivacy',
    method: 'PUT',
    audit: 'session.privacy_changed',
    url: `${url}/privacy`,
    scope: 'sessions:write',
    errors: callErrors('set_privacy'),
    schema: { params, body: PrivacyChanges, response: { 200: Privacy } },
    summary: 'Change whom the account shows what',
    description:
      'What is not given stays as it is. `contacts_except` is set on the phone, where the people are chosen.',
    tags,
    handler: async (deps, { context, params: { id }, body }) => {
      context.entry.details = { fields: Object.keys(body) }
      return callSession(deps, context.tenant, id, 'set_privacy', { changes: body }, context.signal)
    }
  })
]
