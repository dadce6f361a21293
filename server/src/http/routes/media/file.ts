import { findLinkedFile } from '../../../usecases/media/read.ts'
import { idParams } from '../../id-params.ts'
import { fileResponses, LinkQuery, linkOf } from '../../linked-file.ts'
import { route } from '../../route.ts'
import { sendFile } from '../../send-file.ts'

export const readMediaFileRoute = route({
  operation_id: 'downloadMedia',
  method: 'GET',
  url: '/api/v1/media/:id/file',
  public: true,
  schema: {
    params: idParams('media'),
    querystring: LinkQuery,
    response: fileResponses('The file.')
  },
  errors: ['range_not_satisfiable', 'file_store_away'],
  status: 200,
  summary: 'Download a file',
  description:
    'The address stands in `url` of a file: it is signed, needs no credential and is valid until `url_expires_at`. A wrong or expired signature and a file that is not there are both 404. Range requests are answered with 206.',
  tags: ['media'],
  handler: async (deps, { params, query, headers }, reply) => {
    const link = linkOf(query)
    const file = await findLinkedFile(deps, params.id, link)
    return sendFile(deps, file, link, headers, reply)
  }
})
