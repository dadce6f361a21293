import { METHODS, STATUS_CODES } from 'node:http'
import { meterTable } from '../lib/meters.ts'

export const request_meters = meterTable({
  http_request_duration_seconds: {
    type: 'histogram',
    help: 'Time from the arrival of a request to the end of its answer.',
    // The pattern of the route, of which there are as many as the program has.
    labels: { method: METHODS, route: null, status: Object.keys(STATUS_CODES) },
    bounds: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
  }
})

/** What a service sees of the whole installation. Without the database, or an orchestrator that leads, there is less of it. */
export const health_meters = meterTable({
  gateway_health: {
    type: 'gauge',
    help: '1 for each part of the installation that is in this state, as /health tells it.',
    labels: {
      part: [
        'database',
        'orchestrator',
        'delivery',
        'instances',
        'cache',
        'disk',
        'hosts',
        'media',
        'whatsapp'
      ],
      state: ['ok', 'degraded', 'down']
    }
  },
  gateway_disk_free_bytes: {
    type: 'gauge',
    help: 'Free space on the disk of DATA_DIR.',
    labels: {}
  },
  gateway_disk_total_bytes: {
    type: 'gauge',
    help: 'Size of the disk of DATA_DIR.',
    labels: {}
  },
  gateway_workers: {
    type: 'gauge',
    help: 'Workers by state.',
    labels: { state: ['running', 'starting', 'unhealthy'] }
  },
  gateway_sessions_waiting_for_worker: {
    type: 'gauge',
    help: 'Sessions that are wanted and have no worker, by reason.',
    labels: { reason: ['no_capacity', 'worker_unavailable', 'key_unavailable'] }
  },
  gateway_whatsapp_client_age_days: {
    type: 'gauge',
    help: 'Days since the version of WhatsApp Web that sessions present came out, as far as is known. WhatsApp refuses one after some eleven weeks.',
    labels: { version: null }
  },
  gateway_whatsapp_client_refused: {
    type: 'gauge',
    help: '1 while WhatsApp refuses every version that is known, and sessions wait for a newer one.',
    labels: { version: null }
  }
})

/** Counted in the database, and read anew each time. */
export const login_meters = meterTable({
  gateway_whatsapp_refused_logins_total: {
    type: 'counter',
    help: 'Logins that WhatsApp refused because of the version.',
    labels: { version: null }
  }
})
