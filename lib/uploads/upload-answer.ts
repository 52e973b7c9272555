import * as z from 'zod/mini'

/** What a stored upload is answered with. The id is the payload of the task that reads it. */
export const UploadAnswer = z.object({ uploadId: z.uuid(), sizeBytes: z.int().check(z.positive()) })
export type UploadAnswer = z.infer<typeof UploadAnswer>
