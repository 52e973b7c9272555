import { z } from 'zod'

const MAX_INT64 = 2n ** 63n - 1n

/** Fixed64 in OTLP/JSON: a decimal string; some exporters write a number. */
const nanoseconds = z
  .union([z.string().regex(/^\d{1,19}$/), z.number().int().nonnegative()])
  .transform((value) => BigInt(value))
  .refine((value) => value <= MAX_INT64)

const hexId = (digits: number) =>
  z
    .string()
    .length(digits)
    .regex(/^[0-9a-f]+$/i)
    .toLowerCase()

/** Values are decoded by otlp-attributes.ts, which bounds their depth and size. */
const Attributes = z.array(z.object({ key: z.string(), value: z.unknown() })).catch([])

export type OtlpAttributes = z.infer<typeof Attributes>

export const OtlpSpan = z.object({
  traceId: hexId(32),
  spanId: hexId(16),
  parentSpanId: hexId(16).optional().catch(undefined),
  name: z.string(),
  startTimeUnixNano: nanoseconds,
  endTimeUnixNano: nanoseconds,
  attributes: Attributes,
  events: z.array(z.object({ name: z.string(), timeUnixNano: nanoseconds, attributes: Attributes })).catch([]),
  status: z.object({ code: z.number().optional() }).catch({}),
})

export const OtlpLogRecord = z.object({
  traceId: hexId(32),
  spanId: hexId(16),
  timeUnixNano: nanoseconds,
  severityNumber: z.number().catch(0),
  severityText: z.string().catch(''),
  body: z.unknown(),
  attributes: Attributes,
})

const Resource = z.object({ attributes: Attributes }).catch({ attributes: [] })

/** Spans and records are parsed one by one, so that a broken one costs only itself. */
export const OtlpTraces = z.object({
  resourceSpans: z.array(
    z.object({
      resource: Resource,
      scopeSpans: z.array(z.object({ spans: z.array(z.unknown()).catch([]) })).catch([]),
    }),
  ),
})

export const OtlpLogs = z.object({
  resourceLogs: z.array(
    z.object({
      resource: Resource,
      scopeLogs: z.array(z.object({ logRecords: z.array(z.unknown()).catch([]) })).catch([]),
    }),
  ),
})
