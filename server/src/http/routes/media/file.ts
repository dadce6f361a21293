import { z } from 'zod'
import { findLinkedFile } from '../../../usecases/media/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { sendFile } from '../../send-file.ts'

const any_type = { '*/*': { schema: z.any() } }

export const readMediaFileRoute = route({
  operation_id: 'downloadMedia',
  method: 'GET',
  url: '/api/v1/media/:id/file',
  public: true,
  schema: {
    params: idParams('media'),
    querystring: z.strictObject({
      exp: z.string().max(20).optional().describe('Until when the link is valid.'),
      sig: z.string().max(100).optional().describe('The signature of the link.')
    }),
    response: {
      200: { description: 'The file.', content: any_type },
      206: { description: 'The part that Range asks for.', content: any_type },
      304: z.undefined().describe('The caller has it already.')
    }
  },
  errors: ['range_not_satisfiable', 'file_store_away'],
  status: 200,
  summary: 'Download a file',
  description:
    'The address stands in `url` of a file: it is signed, needs no credential and is valid until `url_expires_at`. A wrong or expired signature and a file that is not there are both 404. Range requests are answered with 206.',
  tags: ['media'],
  handler: async (deps, { params, query, headers }, reply) => {
    const link = { exp: Number(query.exp), sig: query.sig ?? '' }
    const file = await findLinkedFile(deps, params.id, link)
    return sendFile(deps, file, link, headers, reply)
  }
})
