import { z } from 'zod'
import { whole } from './fields.ts'

/** Traces by OpenTelemetry: the names, values and defaults are those of its specification. */
export const tracing_settings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must look like http://collector:4318' })
    .optional()
    .describe(
      'Where traces of messages go: a collector, Jaeger or Tempo that takes OTLP over HTTP, such as http://127.0.0.1:4318. Unset: none are recorded.'
    ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must look like http://collector:4318/v1/traces' })
    .optional()
    .describe('The same as a whole address, for traces alone.'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/protobuf', {
      error: 'must be http/protobuf: this is the form in which traces are sent'
    })
    .optional()
    .describe('The form in which they are sent; there is one.'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe(
      'Headers for the collector: name=value, with commas between them. Workers get them too.'
    ),
  OTEL_EXPORTER_OTLP_COMPRESSION: z
    .enum(['gzip', 'none'])
    .optional()
    .describe('Whether traces are compressed. Unset: none.'),
  OTEL_EXPORTER_OTLP_TIMEOUT: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Milliseconds that the collector has to answer. Unset: 10000.'),
  OTEL_EXPORTER_OTLP_CERTIFICATE: z
    .string()
    .optional()
    .describe('File with the certificate that the collector is trusted by.'),
  OTEL_SDK_DISABLED: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: no traces are recorded, whatever else is set.'),
  OTEL_SERVICE_NAME: z
    .string()
    .min(1)
    .optional()
    .describe('What traces are said to come from. Unset: gateway-api, worker, delivery.'),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .optional()
    .describe(
      'What else each trace says, such as deployment.environment.name=production: name=value, with commas between them.'
    ),
  OTEL_TRACES_SAMPLER: z
    .enum([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio'
    ])
    .default('parentbased_always_on')
    .describe(
      'Which messages are traced. parentbased_…: where the caller has sent traceparent, as it says.'
    ),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('Of …traceidratio: the share of messages that are traced, from 0 to 1.'),
  OTEL_BSP_SCHEDULE_DELAY: whole(5_000).describe(
    'Milliseconds for which spans gather before they are sent.'
  ),
  OTEL_BSP_MAX_QUEUE_SIZE: whole(2_048).describe(
    'Most spans of a process that wait to be sent. What comes beyond is left out.'
  ),
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: whole(512).describe('Most spans that are sent at once.')
}
