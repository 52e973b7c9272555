import { expect, test } from 'vitest'
import { requireSameOrigin } from './same-origin'

const TRUSTED = ['https://signalbox.example']
const check = (headers: Record<string, string>) => () => requireSameOrigin(new Headers(headers), TRUSTED)

test.each([
  [{ 'sec-fetch-site': 'same-origin' }],
  [{ origin: 'https://signalbox.example' }],
  [{ 'sec-fetch-site': 'same-origin', origin: 'https://behind-a-proxy.example' }],
])('%j comes from the app itself', (headers) => {
  expect(check(headers as Record<string, string>)).not.toThrow()
})

test.each([
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://signalbox.example' }],
  [{ 'sec-fetch-site': 'same-site' }],
  [{ 'sec-fetch-site': 'none' }],
  [{ origin: 'https://evil.example' }],
  [{ origin: 'null' }],
  [{}],
])('%j is refused', (headers) => {
  expect(check(headers as Record<string, string>)).toThrow(expect.objectContaining({ code: 'forbidden' }))
})
