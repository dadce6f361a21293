import { gateway_routes } from '../http/services/gateway-api.ts'
import { runService } from './run-service.ts'
import { type Service, type ServiceOptions, startService } from './start-service.ts'

export const gateway_service = {
  role: 'gateway-api',
  routes: gateway_routes,
  title: 'WhatsApp SaaS Gateway',
  description: 'Link WhatsApp numbers, send and receive messages, and be told of every event.'
}

/** The REST API for customers, with its documentation. Resolves when it listens. */
export const startGatewayApi = (options: ServiceOptions): Promise<Service> =>
  startService(
    {
      ...gateway_service,
      port: options.config.GATEWAY_PORT,
      port_variable: 'GATEWAY_PORT'
    },
    options
  )

if (import.meta.main) await runService(startGatewayApi)
