import * as z from 'zod/mini'

export const RUN_DATA_PARTS = ['payload', 'output'] as const
export type RunDataPart = (typeof RUN_DATA_PARTS)[number]

/** Payload and output travel apart from the run: they may be megabytes, and a live run is read every second. */
export const RunData = z.object({
  /** The JSON text as it was stored, with every digit; null when the run has none. */
  text: z.nullable(z.string()),
  sizeBytes: z.number(),
  /** Too large to show; the text is not included. */
  isTooLarge: z.boolean(),
  /** How many values of keys that look secret were replaced; whoever may see them asks for them by itself. */
  hiddenCount: z.number(),
})
export type RunData = z.infer<typeof RunData>
