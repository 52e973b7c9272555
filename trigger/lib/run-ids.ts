/** The part of a run's context that ids are taken from. */
export type RunIdSource = {
  ctx: { run: { id: string; rootTaskRunId?: string | undefined } }
  /** What the whole chain of work is about, for instance an upload; without it, the first run of the chain. */
  correlationId?: string
  /** Set by the caller as `request_id` in the run's metadata when a request of somebody's started the run. */
  requestId?: unknown
}

export type RunIds = { correlation_id: string; request_id: string; run_id: string }

export function runIds({ ctx, correlationId, requestId }: RunIdSource): RunIds {
  return {
    correlation_id: correlationId ?? ctx.run.rootTaskRunId ?? ctx.run.id,
    // A run started from a terminal or a schedule has no request: the run itself is the request then.
    request_id: typeof requestId === 'string' && requestId !== '' ? requestId : ctx.run.id,
    run_id: ctx.run.id,
  }
}
