import { CreateScheduleOptions, UpdateScheduleOptions } from '@trigger.dev/core/v3'
import { Hono } from 'hono'
import { z } from 'zod'
import { deleteSchedule } from '../../schedules/delete-schedule'
import { findSchedule } from '../../schedules/find-schedule'
import { listSchedules } from '../../schedules/list-schedules'
import { presentSchedule, presentWrittenSchedule } from '../../schedules/present-schedule'
import { setScheduleActive } from '../../schedules/set-schedule-active'
import { listTimezones } from '../../schedules/timezones'
import { upsertSchedule } from '../../schedules/upsert-schedule'
import { ApiError } from '../api-error'
import { authenticate } from '../authenticate'
import type { PlatformDeps } from '../deps'
import { readBody } from '../read-body'
import { zod3Issues } from '../zod3-issues'

const MAX_PER_PAGE = 100
const ListQuery = z.object({
  page: z.coerce.number().int().positive().default(1),
  perPage: z.coerce
    .number()
    .int()
    .positive()
    .default(20)
    .transform((size) => Math.min(size, MAX_PER_PAGE)),
})

const notFound = () => new ApiError(404, 'Schedule not found')

/** When tasks run by the calendar. */
export function scheduleRoutes(deps: PlatformDeps): Hono {
  const routes = new Hono()

  routes.get('/api/v1/timezones', (c) => c.json({ timezones: listTimezones(c.req.query('excludeUtc') !== 'true') }))

  routes.get('/api/v1/schedules', async (c) => {
    await authenticate(deps, c.req.raw)
    const query = ListQuery.safeParse(c.req.query())
    if (!query.success) {
      throw new ApiError(400, 'Invalid request parameters', {
        body: { issues: zod3Issues(query.error.issues, c.req.query()) },
      })
    }
    return c.json(await listSchedules(deps, query.data))
  })

  routes.post('/api/v1/schedules', async (c) => {
    await authenticate(deps, c.req.raw)
    const { deduplicationKey, ...options } = await readBody(c, CreateScheduleOptions, { refusal: 'issues' })
    const schedule = await upsertSchedule(deps, { deduplicationKey }, options, new Date())
    return c.json(presentWrittenSchedule(deps.environment, schedule))
  })

  routes.get('/api/v1/schedules/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    const schedule = await findSchedule(deps, c.req.param('id'))
    if (!schedule) throw notFound()
    return c.json(presentSchedule(deps.environment, schedule))
  })

  routes.put('/api/v1/schedules/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    const options = await readBody(c, UpdateScheduleOptions, { refusal: 'issues' })
    const schedule = await upsertSchedule(deps, { id: c.req.param('id') }, options, new Date())
    return c.json(presentWrittenSchedule(deps.environment, schedule))
  })

  routes.delete('/api/v1/schedules/:id', async (c) => {
    await authenticate(deps, c.req.raw)
    const id = c.req.param('id')
    if (!(await deleteSchedule(deps, id))) throw notFound()
    return c.json({ id })
  })

  for (const [word, active] of [
    ['activate', true],
    ['deactivate', false],
  ] as const) {
    routes.post(`/api/v1/schedules/:id/${word}`, async (c) => {
      await authenticate(deps, c.req.raw)
      const schedule = await setScheduleActive(deps, c.req.param('id'), active, new Date())
      if (!schedule) throw notFound()
      return c.json(presentSchedule(deps.environment, schedule))
    })
  }

  return routes
}
