import { z } from 'zod'
import { port } from './fields.ts'

/** Where the processes listen, and under which address they are reached. */
export const network_settings = {
  DATA_DIR: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder for the embedded database, generated secrets and logs.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address the gateway and session auth listen on. Behind nginx leave it; in a container use 0.0.0.0.'
    ),
  GATEWAY_PORT: port(3000).describe('Port of the gateway API.'),
  SESSION_AUTH_PORT: port(3001).describe('Port of the session auth service.'),
  WORKER_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address on which workers listen for the gateway.'),
  WORKER_PORT_FIRST: z.coerce
    .number()
    .int()
    .min(4000)
    .max(4999)
    .default(4000)
    .describe('First port for workers.'),
  WORKER_PORT_LAST: z.coerce
    .number()
    .int()
    .min(4000)
    .max(4999)
    .default(4999)
    .describe('Last port for workers.'),
  TRUSTED_PROXIES: z
    .string()
    .min(1)
    .regex(
      /^ *(loopback|linklocal|uniquelocal|[\d.a-fA-F:]+(\/\d+)?)( *, *(loopback|linklocal|uniquelocal|[\d.a-fA-F:]+(\/\d+)?))* *$/,
      'must be addresses or networks with commas between them'
    )
    .default('loopback')
    .describe(
      'Addresses whose X-Forwarded-For is believed, with commas between them: loopback, uniquelocal, an IP or a network such as 172.20.0.0/16.'
    ),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('Address under which customers reach the gateway, such as https://wa.example.com.')
}
