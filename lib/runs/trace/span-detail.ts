import { z } from 'zod'

/** What the platform tells about one span beyond its place in the trace. */
export const SpanDetail = z.object({
  properties: z.record(z.string(), z.unknown()).nullable(),
  /** Runs that the span triggered. */
  triggeredRuns: z.array(z.object({ runId: z.string(), taskId: z.string().nullable() })),
})
export type SpanDetail = z.infer<typeof SpanDetail>
