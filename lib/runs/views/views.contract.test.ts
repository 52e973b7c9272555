import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { actAs, addPerson, type Person, useTestApp } from '@/lib/auth/app-for-tests'
import { lastAudit } from '@/lib/auth/last-audit-for-tests'
import { runSql } from '@/lib/db/database-for-tests'
import { createRunView, deleteRunView, editRunView, restoreRunView, updateRunView } from './actions'
import { listRunViews } from './queries'

vi.mock('next/headers', () => import('@/lib/auth/next-headers-for-tests'))

const app = useTestApp()
let ada: Person
let viewer: Person
let other: Person

beforeAll(async () => {
  ada = await addPerson('operator')
  other = await addPerson('operator')
  viewer = await addPerson('viewer')
})
afterEach(() => runSql(app.databaseUrl, 'delete from run_views'))

const wish = { environment: 'default', name: 'Failed today', search: '?status=FAILED&period=24h', shared: false }

async function saved(person: Person, change: Partial<typeof wish> = {}): Promise<string> {
  actAs(person)
  const result = await createRunView({ ...wish, ...change })
  if (!result.ok || !result.data) throw new Error('The view was not saved')
  return result.data.id
}

async function namesFor(person: Person): Promise<string[]> {
  actAs(person)
  return (await listRunViews('default')).map((view) => view.name)
}

describe('who sees a view', () => {
  test('a personal one only its owner, one of the team everybody, in the order of their names', async () => {
    await saved(ada, { name: 'my failures' })
    await saved(ada, { name: 'All failures', shared: true })
    expect(await namesFor(ada)).toEqual(['All failures', 'my failures'])
    expect(await namesFor(viewer)).toEqual(['All failures'])
  })

  test('what somebody else keeps for themselves does not exist for the others', async () => {
    const id = await saved(ada)
    actAs(other)
    const one = { environment: 'default', id }
    for (const result of [
      await editRunView({ ...one, name: 'stolen', shared: false }),
      await updateRunView({ ...one, search: '' }),
      await deleteRunView(one),
    ]) {
      expect(result).toMatchObject({ ok: false, code: 'not_found' })
    }
    expect(await namesFor(ada)).toEqual(['Failed today'])
  })

  test('a viewer saves for themselves, but changes nothing of the team', async () => {
    const id = await saved(ada, { shared: true })
    const own = await saved(viewer)
    const one = { environment: 'default', id }
    for (const result of [
      await createRunView({ ...wish, name: 'for all', shared: true }),
      await editRunView({ ...one, name: 'x', shared: true }),
      await editRunView({ environment: 'default', id: own, name: 'x', shared: true }),
      await updateRunView({ ...one, search: '' }),
      await deleteRunView(one),
    ]) {
      expect(result).toMatchObject({ ok: false, code: 'forbidden' })
    }
    expect(await namesFor(other)).toEqual(['Failed today'])
  })

  test('a view of the team stays when the person who made it leaves, a personal one goes', async () => {
    const leaver = await addPerson('operator')
    await saved(leaver)
    await saved(leaver, { name: 'For all', shared: true })
    await runSql(app.databaseUrl, 'delete from users where id = $1', [leaver.id])
    const { rows } = await runSql(app.databaseUrl, 'select name, created_by from run_views')
    expect(rows).toEqual([{ name: 'For all', created_by: leaver.name }])
  })
})

describe('changing a view', () => {
  test('renames it, shares it, and leaves a trail', async () => {
    const id = await saved(ada)
    expect(await editRunView({ environment: 'default', id, name: 'Failures', shared: true })).toMatchObject({
      ok: true,
    })
    expect(await namesFor(viewer)).toEqual(['Failures'])
    expect(await lastAudit()).toMatchObject({
      action: 'view.edit',
      actor_id: ada.id,
      target_label: 'Failed today',
      before: { name: 'Failed today', shared: false },
      after: { name: 'Failures', shared: true },
    })
  })

  test('makes it open something else and says what it opened before', async () => {
    const id = await saved(ada)
    const result = await updateRunView({ environment: 'default', id, search: '?task=import-csv' })
    expect(result).toEqual({ ok: true, data: { before: '?status=FAILED&period=24h' } })
    expect((await listRunViews('default'))[0]?.search).toBe('?task=import-csv')
  })

  test('a deleted one comes back whole', async () => {
    const id = await saved(ada, { shared: true })
    const one = { environment: 'default', id }
    expect(await deleteRunView(one)).toMatchObject({ ok: true })
    expect(await namesFor(ada)).toEqual([])
    expect(await deleteRunView(one)).toMatchObject({ ok: false, code: 'not_found' })
    actAs(other)
    expect(await restoreRunView(one)).toMatchObject({ ok: true })
    actAs(ada)
    expect(await listRunViews('default')).toMatchObject([
      { id, shared: true, createdBy: ada.name, search: wish.search },
    ])
  })

  test('a deletion cannot be undone once its name is taken, and is forgotten after a day', async () => {
    const id = await saved(ada)
    await deleteRunView({ environment: 'default', id })
    const second = await saved(ada)
    expect(await restoreRunView({ environment: 'default', id })).toMatchObject({ ok: false, code: 'conflict' })
    await runSql(app.databaseUrl, `update run_views set deleted_at = now() - interval '25 hours' where id = $1`, [id])
    await deleteRunView({ environment: 'default', id: second })
    const { rows } = await runSql(app.databaseUrl, 'select id from run_views')
    expect(rows).toEqual([{ id: second }])
  })
})

describe('names', () => {
  test('one name stands once per person and once for the team, whatever its case', async () => {
    await saved(ada)
    await saved(other)
    await saved(ada, { shared: true })
    actAs(ada)
    expect(await createRunView({ ...wish, name: 'FAILED today ' })).toMatchObject({
      ok: false,
      code: 'conflict',
      fieldErrors: { name: ['You have a view called “FAILED today” already. Choose another name.'] },
    })
  })

  test('two people who save the same name for the team at once get one view and one answer', async () => {
    actAs(ada)
    const results = await Promise.all([
      createRunView({ ...wish, shared: true }),
      createRunView({ ...wish, shared: true }),
    ])
    expect(results.map((result) => (result.ok ? 'saved' : result.code)).sort()).toEqual(['conflict', 'saved'])
  })

  test.each([
    ['200 characters', 'x'.repeat(200), 'Use at most 100 characters.'],
    ['nothing', ' \u0000\u202E ', 'Give the view a name.'],
  ])('%s are refused at the field', async (_, name, message) => {
    actAs(ada)
    expect(await createRunView({ ...wish, name })).toMatchObject({ ok: false, fieldErrors: { name: [message] } })
  })

  test('markup, emoji and Hebrew are kept as text, what turns or hides text is not', async () => {
    await saved(ada, { name: `<script>alert(1)</script> 🚀 עברית \u202Eevil\u0007` })
    expect(await namesFor(ada)).toEqual(['<script>alert(1)</script> 🚀 עברית evil'])
  })

  test('only a filter and columns are kept of an address', async () => {
    await saved(ada, { search: '?status=FAILED,NOPE&columns=task,tags,nope&start=1&next=//evil.example&period=9z' })
    expect((await listRunViews('default'))[0]?.search).toBe('?status=FAILED&columns=tags')
  })
})

test('a person keeps at most fifty', async () => {
  await runSql(
    app.databaseUrl,
    `insert into run_views (environment, name, owner_id, created_by, search)
     select 'default', 'view ' || n, $1, 'x', '' from generate_series(1, 50) n`,
    [ada.id],
  )
  actAs(ada)
  expect(await createRunView(wish)).toMatchObject({ ok: false, code: 'conflict' })
  expect(await createRunView({ ...wish, shared: true })).toMatchObject({ ok: true })
})
