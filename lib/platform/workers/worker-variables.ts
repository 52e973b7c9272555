/**
 * The environment a worker's processes get. Without an endpoint of ours they would send their telemetry to port 4318 of
 * nobody; batched, it is four times fewer calls.
 */
export function workerVariables(origin: string): Record<string, string> {
  return {
    TRIGGER_API_URL: origin,
    TRIGGER_STREAM_URL: origin,
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}/otel`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `${origin}/otel`,
    TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: '1',
    TRIGGER_OTEL_SPAN_SCHEDULED_DELAY_MILLIS: '200',
    TRIGGER_OTEL_LOG_SCHEDULED_DELAY_MILLIS: '200',
  }
}
