import { diag, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  SamplingDecision,
  TraceIdRatioBasedSampler,
  TracerProvider
} from '@opentelemetry/sdk-trace'
import { newSpanId, type Span, type Tracing } from './tracing.ts'

export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio'
] as const

export type TracingOptions = {
  /** What the spans are said to come from, where the environment does not say it. */
  service: { name: string; namespace: string; version: string; instance: string }
  sampler: (typeof samplers)[number]
  ratio: number
  delay_ms: number
  queue_max: number
  batch_max: number
  /** Hears why spans could not be sent. */
  failed: (reason: string) => void
}

/** At its end a process does not wait for a collector that is away. */
const close_ms_max = 1_000
/** A collector that answers late costs a place of a batch, and nobody waits for it. */
const export_ms_max = 10_000

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT
}

/**
 * Sends spans by OTLP over HTTP, to where `OTEL_EXPORTER_OTLP_ENDPOINT` says; the exporter reads address, headers, certificates and
 * compression from the environment itself. Loaded only where traces are wanted.
 */
export const createTracing = (options: TracingOptions): Tracing => {
  const { name, namespace, version, instance } = options.service
  const resource = resourceFromAttributes({
    'service.name': name,
    'service.namespace': namespace,
    'service.version': version,
    'service.instance.id': instance,
    // Also where the environment gives all services one name.
    'gateway.role': name
  }).merge(detectResources({ detectors: [envDetector] }))
  const failed = (reason: string): void => options.failed(reason)
  const unheard = (): void => undefined
  diag.setLogger(
    { error: failed, warn: failed, info: unheard, debug: unheard, verbose: unheard },
    { suppressOverrideMessage: true }
  )
  // The next span has ids of its own making; the library asks for them within startSpan.
  let next = { trace_id: '', span_id: '' }
  const provider = new TracerProvider({
    resource,
    idGenerator: {
      generateTraceId: () => next.trace_id,
      generateSpanId: () => next.span_id
    },
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter(),
        scheduledDelayMillis: options.delay_ms,
        maxQueueSize: options.queue_max,
        maxExportBatchSize: Math.min(options.batch_max, options.queue_max),
        exportTimeoutMillis: export_ms_max
      })
    ]
  })
  const tracer = provider.getTracer(namespace, version)
  const records = createDecision(options)
  return {
    records,
    record: (span) => {
      if (!records(span)) return
      next = { trace_id: span.trace_id, span_id: span.span_id ?? newSpanId() }
      const begun = tracer.startSpan(
        span.name,
        { kind: kinds[span.kind], startTime: span.began_ms, attributes: span.attributes },
        contextOf(span)
      )
      if (span.error !== undefined)
        begun.setStatus({ code: SpanStatusCode.ERROR, message: span.error })
      begun.end(Math.max(span.began_ms, span.ended_ms))
    },
    close: async () => {
      const limit = Promise.withResolvers<void>()
      const timer = setTimeout(limit.resolve, close_ms_max)
      await Promise.race([provider.shutdown().catch(unheard), limit.promise])
      clearTimeout(timer)
    }
  }
}

const contextOf = ({ trace_id, parent_id }: Span) =>
  parent_id === null
    ? ROOT_CONTEXT
    : trace.setSpanContext(ROOT_CONTEXT, {
        traceId: trace_id,
        spanId: parent_id,
        traceFlags: TraceFlags.SAMPLED,
        isRemote: true
      })

/** The same in every process, for it follows from the id of the trace and from what its caller has asked for. */
const createDecision = ({
  sampler,
  ratio
}: Pick<TracingOptions, 'sampler' | 'ratio'>): Tracing['records'] => {
  const share = new TraceIdRatioBasedSampler(ratio)
  const own = (trace_id: string): boolean => {
    if (sampler.endsWith('always_on')) return true
    if (sampler.endsWith('always_off')) return false
    return (
      share.shouldSample(ROOT_CONTEXT, trace_id).decision === SamplingDecision.RECORD_AND_SAMPLED
    )
  }
  return ({ trace_id, asked }) =>
    sampler.startsWith('parentbased_') ? (asked ?? own(trace_id)) : own(trace_id)
}
