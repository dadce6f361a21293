import type { ErrorTable } from './table.ts'

/** What the service itself lacks right now. */
export const service_errors = {
  no_capacity: {
    status: 503,
    title: 'Every worker is in use',
    text: 'The session starts by itself as soon as a worker has room. Stopping sessions you do not need makes room.',
    retry: 'yes'
  },
  worker_unavailable: {
    status: 503,
    title: 'The session waits for a worker',
    text: 'It starts by itself as soon as a worker takes it. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  worker_unreachable: {
    status: 503,
    title: 'The worker of this session does not answer right now',
    text: 'Try again in a moment.',
    retry: 'yes'
  },
  database_away: {
    status: 503,
    title: 'The service is not available right now',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  disk_full: {
    status: 503,
    title: 'The disk of the service is full',
    text: 'Nothing was changed. The operator has to free some space; try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  stopping: {
    status: 503,
    title: 'The service is being restarted',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  busy: {
    status: 503,
    title: 'The service is busy',
    text: 'Nothing was changed. Try again after the seconds that Retry-After gives.',
    retry: 'yes'
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    text: 'The error has been recorded. If you report it, give the request_id.',
    retry: 'yes'
  }
} as const satisfies ErrorTable
