import { type LogLevel, logger, OTEL_LOG_ATTRIBUTE_COUNT_LIMIT, type TriggerConfig } from '@trigger.dev/core/v3'
import { TriggerTracer } from '@trigger.dev/core/v3/tracer'
import { ConsoleInterceptor, getEnvVar, logLevels, OtelTaskLogger, TracingSDK } from '@trigger.dev/core/v3/workers'

const NAME = 'signalbox-worker'

/** Where the spans, log lines and console output of tasks go. */
export function openTelemetry(config: TriggerConfig) {
  const tracing = new TracingSDK({
    url: getEnvVar('TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT') ?? '',
    instrumentations: config.telemetry?.instrumentations ?? config.instrumentations ?? [],
    exporters: config.telemetry?.exporters ?? [],
    logExporters: config.telemetry?.logExporters ?? [],
    metricExporters: config.telemetry?.metricExporters ?? [],
    metricReaders: config.telemetry?.metricReaders ?? [],
    diagLogLevel: 'none',
    forceFlushTimeoutMillis: 30_000,
    ...(config.telemetry?.resource && { resource: config.telemetry.resource }),
  })
  const otelLogger = tracing.getLogger(NAME)
  const tracer = new TriggerTracer({ tracer: tracing.getTracer(NAME), logger: otelLogger })
  const console = new ConsoleInterceptor(
    otelLogger,
    false,
    config.disableConsoleInterceptor ?? false,
    OTEL_LOG_ATTRIBUTE_COUNT_LIMIT,
  )
  logger.setGlobalTaskLogger(
    new OtelTaskLogger({
      logger: otelLogger,
      tracer,
      level: logLevel(getEnvVar('TRIGGER_LOG_LEVEL') ?? config.logLevel),
      maxAttributeCount: OTEL_LOG_ATTRIBUTE_COUNT_LIMIT,
    }),
  )
  return { tracing, tracer, console }
}

function logLevel(wanted: string | undefined): LogLevel {
  return logLevels.find((level) => level === wanted) ?? 'info'
}
