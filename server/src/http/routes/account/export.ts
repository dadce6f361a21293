import { AccountExport } from '../../../schemas/account.ts'
import { findLinkedArchive, readExport, startExport } from '../../../usecases/account/export.ts'
import { idParams } from '../../id-params.ts'
import { fileResponses, LinkQuery, linkOf } from '../../linked-file.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'
import { sendFile } from '../../send-file.ts'

export const startExportRoute = route({
  operation_id: 'startAccountExport',
  method: 'POST',
  audit: 'account.export_requested',
  url: '/api/v1/account/export',
  person: true,
  owner: true,
  idempotency: 'transactional',
  schema: { response: { 202: AccountExport } },
  errors: ['export_running'],
  summary: 'Export all data of the account',
  description:
    'A ZIP with a file of JSON lines for each kind of data (messages, chats, contacts, sessions, webhooks, API keys, events, audit log, usage and more; no secrets), the files, and a README.txt. It is made in the background, one at a time; a mail tells when it is ready. It is kept for seven days, or until the next one is ready, and counts for no limit.',
  tags: ['account'],
  handler: (deps, request) =>
    startExport(deps, request.context, mailLanguageOf(request.headers['accept-language']))
})

export const readExportRoute = route({
  operation_id: 'getAccountExport',
  method: 'GET',
  url: '/api/v1/account/export/:id',
  person: true,
  owner: true,
  schema: { params: idParams('export'), response: { 200: AccountExport } },
  summary: 'Read how far an export is, with a link to its file',
  tags: ['account'],
  handler: (deps, request) => readExport(deps, request.tenant, request.params.id)
})

export const downloadExportRoute = route({
  operation_id: 'downloadAccountExport',
  method: 'GET',
  url: '/api/v1/account/export/:id/file',
  public: true,
  schema: {
    params: idParams('export'),
    querystring: LinkQuery,
    response: fileResponses('The archive.')
  },
  errors: ['range_not_satisfiable', 'file_store_away'],
  status: 200,
  summary: 'Download an export',
  description:
    'The address stands in `url` of an export: it is signed, needs no credential and is valid until `url_expires_at`. A wrong or expired signature and a file that is not there are both 404.',
  tags: ['account'],
  handler: async (deps, { params, query, headers }, reply) => {
    const link = linkOf(query)
    const file = await findLinkedArchive(deps, params.id, link)
    return sendFile(deps, file, link, headers, reply)
  }
})
