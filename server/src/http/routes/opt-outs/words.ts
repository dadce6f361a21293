import { z } from 'zod'
import { OptOutWords, ShownOptOutWords } from '../../../schemas/opt-out.ts'
import {
  readOptOutWords,
  resetOptOutWords,
  setOptOutWords
} from '../../../usecases/opt-outs/words.ts'
import { route } from '../../route.ts'

const how =
  'A message that says nothing but one of them counts: capitals, accents and what stands around the word make no difference.'

export const readOptOutWordsRoute = route({
  operation_id: 'getOptOutWords',
  method: 'GET',
  url: '/api/v1/opt-outs/words',
  scope: 'contacts:read',
  beyond_sessions: true,
  schema: { response: { 200: ShownOptOutWords } },
  summary: 'Read the words with which people opt out',
  description: `There are words in 33 languages to begin with. ${how}`,
  tags: ['opt-outs'],
  handler: (deps, { tenant }) => readOptOutWords(deps, tenant)
})

export const setOptOutWordsRoute = route({
  operation_id: 'setOptOutWords',
  method: 'PUT',
  audit: 'opt_out.words_changed',
  url: '/api/v1/opt-outs/words',
  idempotency: 'transactional',
  scope: 'contacts:write',
  beyond_sessions: true,
  schema: { body: OptOutWords, response: { 200: ShownOptOutWords } },
  summary: 'Choose the words with which people opt out',
  description: `They take the place of all that counted before. ${how}`,
  tags: ['opt-outs'],
  handler: (deps, { context, body }) => setOptOutWords(deps, context, body)
})

export const resetOptOutWordsRoute = route({
  operation_id: 'resetOptOutWords',
  method: 'DELETE',
  audit: 'opt_out.words_changed',
  url: '/api/v1/opt-outs/words',
  idempotency: 'transactional',
  scope: 'contacts:write',
  beyond_sessions: true,
  schema: { response: { 204: z.undefined() } },
  summary: 'Go back to the words that everybody has',
  tags: ['opt-outs'],
  handler: (deps, { context }) => resetOptOutWords(deps, context)
})
