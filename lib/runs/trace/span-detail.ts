import * as z from 'zod/mini'

/** What the platform tells about one span beyond its place in the trace. */
export const SpanDetail = z.object({
  properties: z.nullable(z.record(z.string(), z.unknown())),
  /** Runs that the span triggered. */
  triggeredRuns: z.array(z.object({ runId: z.string(), taskId: z.nullable(z.string()) })),
})
export type SpanDetail = z.infer<typeof SpanDetail>
