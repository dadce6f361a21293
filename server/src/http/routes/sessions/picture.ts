import { z } from 'zod'
import { PictureSet, SetPicture } from '../../../schemas/picture-change.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { setOwnPicture } from '../../../usecases/sessions/picture.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'

const params = idParams('session')
const url = '/api/v1/sessions/:id/profile/picture'
const tags = ['sessions']

/** The picture that the number of a session shows. */
export const own_picture_routes: Route[] = [
  route({
    operation_id: 'setSessionPicture',
    method: 'PUT',
    audit: 'session.profile_changed',
    url,
    scope: 'sessions:write',
    errors: [...callErrors('set_own_picture'), 'media_not_ready'],
    schema: { params, body: SetPicture, response: { 200: PictureSet } },
    summary: 'Change the picture of the number',
    description:
      'The file is made into a square first, for which the call waits up to eight seconds. Who sees the picture is up to its privacy.',
    tags,
    handler: async (deps, { context, params: { id }, body: { media_id } }) => {
      const { id: picture_id } = await setOwnPicture(deps, context, id, media_id)
      return { id: picture_id ?? '' }
    }
  }),
  route({
    operation_id: 'deleteSessionPicture',
    method: 'DELETE',
    audit: 'session.profile_changed',
    url,
    scope: 'sessions:write',
    errors: callErrors('set_own_picture'),
    schema: { params, response: { 204: z.undefined() } },
    summary: 'Take the picture of the number away',
    description: 'From then on it shows none.',
    tags,
    handler: async (deps, { context, params: { id } }) => {
      await setOwnPicture(deps, context, id, null)
    }
  })
]
