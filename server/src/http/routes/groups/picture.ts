import { z } from 'zod'
import { PictureSet, SetPicture } from '../../../schemas/picture-change.ts'
import { setGroupPicture } from '../../../usecases/groups/picture.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { type Route, route } from '../../route.ts'
import { groupParams as params } from './params.ts'

const url = '/api/v1/sessions/:id/groups/:group/picture'
const tags = ['groups']

/** The picture of a group. */
export const group_picture_routes: Route[] = [
  route({
    operation_id: 'setGroupPicture',
    method: 'PUT',
    audit: 'group.updated',
    url,
    scope: 'groups:write',
    errors: [...callErrors('set_group_picture'), 'media_not_ready'],
    schema: { params, body: SetPicture, response: { 200: PictureSet } },
    summary: 'Change the picture of a group',
    description:
      'The file is made into a square first, for which the call waits up to eight seconds. Where only admins change the group WhatsApp takes it from them alone.',
    tags,
    handler: async (deps, { context, params: place, body: { media_id } }) => {
      const { id } = await setGroupPicture(deps, context, place, media_id)
      return { id: id ?? '' }
    }
  }),
  route({
    operation_id: 'deleteGroupPicture',
    method: 'DELETE',
    audit: 'group.updated',
    url,
    scope: 'groups:write',
    errors: callErrors('set_group_picture'),
    schema: { params, response: { 204: z.undefined() } },
    summary: 'Take the picture of a group away',
    description: 'From then on it shows none.',
    tags,
    handler: async (deps, { context, params: place }) => {
      await setGroupPicture(deps, context, place, null)
    }
  })
]
