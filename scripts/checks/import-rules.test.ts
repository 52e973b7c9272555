import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findImportViolations } from './find-import-violations'

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'import-rules-'))
  await symlink(join(process.cwd(), 'node_modules'), join(root, 'node_modules'))
  for (const folder of ['app', 'components', 'lib', 'trigger', 'scripts']) await mkdir(join(root, folder))
})

afterEach(() => rm(root, { recursive: true, force: true }))

async function plant(files: Record<string, string>) {
  for (const [path, source] of Object.entries(files)) {
    await mkdir(join(root, dirname(path)), { recursive: true })
    await writeFile(join(root, path), source)
  }
}

const exported = 'export const x = 1\n'

test.each([
  ['a feature leans on a stranger', 'lib/tasks/a.ts', "import '@/lib/runs/b'\n", { 'lib/runs/b.ts': exported }],
  ['the kernel leans on a feature', 'lib/action.ts', "import '@/lib/runs/b'\n", { 'lib/runs/b.ts': exported }],
  ['lib imports a screen', 'lib/runs/a.ts', "import '@/components/runs/b'\n", { 'components/runs/b.tsx': exported }],
  ['a component imports a route', 'components/runs/a.tsx', "import '@/app/b'\n", { 'app/b.ts': exported }],
  ['a primitive knows a domain', 'components/ui/a.tsx', "import '@/lib/runs/b'\n", { 'lib/runs/b.ts': exported }],
  ['the app reaches into the platform', 'app/a.ts', "import '@/lib/platform/b'\n", { 'lib/platform/b.ts': exported }],
  ['the platform reaches into the app', 'lib/platform/a.ts', "import '../runs/b'\n", { 'lib/runs/b.ts': exported }],
  ['the app runs a task itself', 'app/a.ts', "import '@/trigger/b'\n", { 'trigger/b.ts': exported }],
  ['a task reads the app', 'trigger/a.ts', "import '../lib/runs/b'\n", { 'lib/runs/b.ts': exported }],
  ['a task reaches server-only', 'trigger/a.ts', "import 'server-only'\n", {}],
  ['a component calls the SDK', 'components/runs/a.tsx', "import { runs } from '@trigger.dev/sdk'\nvoid runs\n", {}],
  [
    'a page subscribes',
    'app/a.tsx',
    "import { useRealtimeRun } from '@trigger.dev/react-hooks'\nvoid useRealtimeRun\n",
    {},
  ],
  [
    'the product uses set-up of tests',
    'lib/platform/a.ts',
    "import './test-b'\n",
    { 'lib/platform/test-b.ts': exported },
  ],
  ['a feature speaks SQL', 'lib/runs/a.ts', "import { Pool } from 'pg'\nvoid Pool\n", {}],
  ['two files import each other', 'lib/runs/a.ts', "import './b'\n", { 'lib/runs/b.ts': "import './a'\n" }],
])('planted: %s', async (_what, path, source, others) => {
  await plant({ [path]: source, ...others })
  const { violations } = await findImportViolations(root)
  expect(violations.map(({ from }) => from)).toContain(path)
})

test('legal imports pass', async () => {
  await plant({
    'app/page.tsx': "import '@/components/runs/table'\nimport '@/components/runs/dialog'\n",
    'components/runs/table.tsx': "import '@/components/ui/button'\nimport '@/lib/runs/run'\n",
    'components/runs/dialog.tsx': "import '@/lib/tasks/task'\n",
    'components/ui/button.tsx': exported,
    'lib/runs/run.ts': "import '@/lib/errors'\n",
    'lib/errors.ts': exported,
    'lib/trigger-client.ts': "import { runs } from '@trigger.dev/sdk'\nvoid runs\n",
    'lib/platform/streams/test-stream.ts': "import { tasks } from '@trigger.dev/sdk'\nvoid tasks\n",
    'trigger/hello.ts': "import './lib/db'\n",
    'trigger/lib/db.ts': "import { Pool } from 'pg'\nvoid Pool\n",
  })
  expect((await findImportViolations(root)).violations).toEqual([])
})
