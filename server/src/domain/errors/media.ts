import type { ErrorTable } from './table.ts'

/** What cannot be done with a file. */
export const media_errors = {
  media_storage_full: {
    status: 403,
    title: 'There is no room for more files',
    text: 'Delete files that are no longer needed, wait until the oldest expire, or change to a larger plan.',
    retry: 'no'
  },
  media_in_use: {
    status: 409,
    title: 'A message waits to be sent with this file',
    text: 'Cancel the message, or wait until it has been sent.',
    retry: 'yes'
  },
  media_not_ready: {
    status: 409,
    title: 'The file is not ready yet',
    text: 'It is being fetched or looked at. Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  transcoding_unavailable: {
    status: 422,
    title: 'The file has to be converted, and this service cannot do that',
    text: 'Send a file that needs no conversion, or ask the operator to install ffmpeg.',
    retry: 'no'
  },
  media_refused: {
    status: 422,
    title: 'The virus scanner has refused the file',
    text: 'Send another file.',
    retry: 'no'
  },
  file_scanner_away: {
    status: 503,
    title: 'Files cannot be scanned right now',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  file_store_away: {
    status: 503,
    title: 'Files cannot be reached right now',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  range_not_satisfiable: {
    status: 416,
    title: 'The requested range lies outside the file',
    text: 'Look at Content-Range for the size of the file.',
    retry: 'no'
  }
} as const satisfies ErrorTable
