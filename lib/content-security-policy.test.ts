import { expect, it } from 'vitest'
import { contentSecurityPolicy } from './content-security-policy'

const directives = (isDevelopment: boolean) =>
  Object.fromEntries(
    contentSecurityPolicy('abc', { isDevelopment })
      .split('; ')
      .map((directive) => [directive.split(' ')[0], directive]),
  )

it('lets only scripts with the nonce of their request run, and evaluates nothing', () => {
  expect(directives(false)['script-src']).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'")
})

it('lets no other site frame the app, take its forms or change its base', () => {
  expect(directives(false)).toMatchObject({
    'frame-ancestors': "frame-ancestors 'none'",
    'form-action': "form-action 'self'",
    'base-uri': "base-uri 'none'",
    'object-src': "object-src 'none'",
  })
})

it('loosens only what the development server needs', () => {
  expect(directives(true)['script-src']).toContain("'unsafe-eval'")
  expect(directives(false)['style-src']).toBe("style-src 'self' 'nonce-abc'")
})
