import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { firstOperator } from '../../e2e/support/first-operator'
import { triggerOf } from '../../e2e/support/trigger-of'
import { findOrInstallBrowser } from '../test/find-browser'
import { startSignalbox } from '../test/start-signalbox'
import { machine } from './lib/machine'

/** JavaScript that the browser must load before a page works: the script tags of its HTML, gzip level 9, no polyfills. */
const PAGES = ['/sign-in', '/e/default', '/e/default/runs']
const RUN_PAGE = '/e/default/runs/'

const signalbox = await startSignalbox()
const browser = await chromium.launch({ executablePath: findOrInstallBrowser() })
const page = await browser.newPage()
await firstOperator(page, signalbox)
const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')

async function firstLoadOf(path: string) {
  const headers: Record<string, string> = path === '/sign-in' ? {} : { cookie }
  const html = await (await fetch(`${signalbox.origin}${path}`, { headers })).text()
  const tags = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/\bnomodule\b/i.test(tag))
  const sources = new Set(tags.flatMap((tag) => /\bsrc="([^"]+)"/.exec(tag)?.[1] ?? []))
  let bytes = 0
  for (const source of sources) {
    const script = await fetch(new URL(source, signalbox.origin))
    bytes += gzipSync(Buffer.from(await script.arrayBuffer()), { level: 9 }).length
  }
  return { path, scripts: sources.size, gzipKb: Math.round(bytes / 102.4) / 10 }
}

const pages = []
for (const path of PAGES) pages.push(await firstLoadOf(path))
const run = await triggerOf(signalbox).tasks.trigger('hello-world', { name: 'bench' })
pages.push({ ...(await firstLoadOf(`${RUN_PAGE}${run.id}`)), path: `${RUN_PAGE}[runId]` })
await browser.close()
await signalbox.dispose()
console.log(JSON.stringify({ machine: machine(), pages }, null, 2))
