import { createHmac } from 'node:crypto'
import { JWT_AUDIENCE, JWT_ISSUER, validateJWT } from '@trigger.dev/core/v3/jwt'
import { describe, expect, it } from 'vitest'
import { signPublicToken } from './sign-public-token'
import { verifyPublicToken } from './verify-public-token'

const KEY = 'tr_dev_0123456789'
const nowS = () => Math.floor(Date.now() / 1000)
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function token(
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = { alg: 'HS256' },
  key = KEY,
): string {
  const payload = { sub: 'env', pub: true, iss: JWT_ISSUER, aud: JWT_AUDIENCE, exp: nowS() + 60, ...claims }
  const signed = `${encode(header)}.${encode(payload)}`
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
}

describe('a public token', () => {
  it.each<[string, () => string, boolean]>([
    ['signed with the key', () => token(), true],
    ['for several audiences', () => token({ aud: ['x', JWT_AUDIENCE] }), true],
    ['without an end', () => token({ exp: undefined }), true],
    ['that has begun', () => token({ nbf: nowS() - 5 }), true],
    ['with a type', () => token({}, { alg: 'HS256', typ: 'JWT' }), true],
    ['signed with another key', () => token({}, undefined, 'tr_dev_other'), false],
    ['that has ended', () => token({ exp: nowS() - 1 }), false],
    ['that begins later', () => token({ nbf: nowS() + 60 }), false],
    ['that ends in words', () => token({ exp: 'never' }), false],
    ['of another issuer', () => token({ iss: 'elsewhere' }), false],
    ['for another audience', () => token({ aud: 'elsewhere' }), false],
    ['with an extension nobody knows', () => token({}, { alg: 'HS256', crit: ['exp'], exp: 1 }), false],
    ['without an algorithm', () => token({}, { alg: 'none' }), false],
    ['without a signature', () => token().replace(/[^.]+$/, ''), false],
    ['of two parts', () => token().replace(/\.[^.]+$/, ''), false],
    ['of four parts', () => `${token()}.x`, false],
    [
      'whose claims were changed',
      () => token().replace(/\.[^.]+\./, `.${encode({ pub: true, scopes: ['admin'] })}.`),
      false,
    ],
    ['that is garbage', () => 'a.b.c', false],
    ['that is nothing', () => '', false],
  ])('%s counts as the SDK’s own library says', async (_name, make, expected) => {
    const text = make()
    expect(verifyPublicToken(text, KEY, new Date()) !== null).toBe(expected)
    expect((await validateJWT(text, KEY)).ok).toBe(expected)
  })

  it('has one spelling only', () => {
    const text = token()
    const last = text.slice(-1)
    const sameBits = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].filter(
      (letter) => letter !== last && sameSignature(text, text.slice(0, -1) + letter),
    )
    expect(sameBits).toHaveLength(3)
    for (const spelling of [...sameBits.map((letter) => text.slice(0, -1) + letter), `${text}=`, `${text} `]) {
      expect(verifyPublicToken(spelling, KEY, new Date())).toBeNull()
    }
  })

  it('that is signed here is understood here and by the SDK', async () => {
    const deps = { environment: { id: 'env' }, secretKey: KEY } as Parameters<typeof signPublicToken>[0]
    const text = signPublicToken(deps, { scopes: ['read:runs'] }, { iat: nowS(), exp: nowS() + 60 })
    expect(verifyPublicToken(text, KEY, new Date())).toMatchObject({ sub: 'env', pub: true, scopes: ['read:runs'] })
    expect((await validateJWT(text, KEY)).ok).toBe(true)
  })
})

function sameSignature(a: string, b: string): boolean {
  const bytes = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('hex')
  return bytes(a) === bytes(b)
}
