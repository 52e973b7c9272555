import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { actAs, addPerson, type Person, useTestApp } from '@/lib/auth/app-for-tests'
import type { Role } from '@/lib/auth/permissions'
import { PlatformForTests } from './platform-for-tests'

interface AppOnPlatform {
  platform: PlatformForTests
  /** Who asks, unless a test says otherwise. */
  readonly person: Person
}

/** The app of one test file in front of a platform that knows nothing at the start of each test. */
export function usePlatformForTests(role: Role, variables: Record<string, string> = {}): AppOnPlatform {
  useTestApp(variables)
  const platform = new PlatformForTests()
  let person: Person | undefined
  const app = {
    platform,
    get person() {
      if (!person) throw new Error('Nobody is there before the tests run')
      return person
    },
  }
  beforeAll(async () => {
    vi.stubEnv('TRIGGER_API_URL', await platform.start())
    person = await addPerson(role)
  })
  afterAll(() => platform.stop())
  beforeEach(() => {
    platform.reset()
    actAs(app.person)
  })
  return app
}
