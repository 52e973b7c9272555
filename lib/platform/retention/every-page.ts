import type { PlatformDeps } from '../http/deps'
import { breath } from './breath'
import { FIRST_PAGE, type Page, type PageStart } from './page'

/** Goes through all pages, until there is none left or the platform stops. Answers how much was deleted. */
export async function everyPage(
  { stopping }: Pick<PlatformDeps, 'stopping'>,
  page: (after: PageStart) => Promise<Page | null>,
): Promise<number> {
  let deleted = 0
  let after: PageStart = FIRST_PAGE
  while (!stopping.aborted) {
    const done = await page(after)
    if (!done) break
    deleted += done.deleted
    after = done
    await breath(stopping)
  }
  return deleted
}
