import * as z from 'zod/mini'
import { RunRow } from '../run-schema'

export const LastGoodRun = z.object({ taskId: z.string(), run: z.nullable(RunRow) })
export type LastGoodRun = z.infer<typeof LastGoodRun>
