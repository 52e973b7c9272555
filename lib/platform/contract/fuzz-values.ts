import fc from 'fast-check'

/** Strings that have broken services before: bytes that are no text, SQL, paths, things that look like other types. */
const NASTY_STRINGS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\udfff\ud800',
  '\u202e\ufeff',
  '💥'.repeat(50),
  "'; drop table runs; --",
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '-1',
  '1e400',
  '9999999999999999999999',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '-271821-04-20T00:00:00.000Z',
  '2026-02-30',
  '99999999d',
  '{}',
  '[]',
  'null',
  '"',
  'x'.repeat(3_000),
  // More than an index row holds, and hard to compress below it.
  Array.from({ length: 4_000 }, (_, index) => ((index * 7_919) % 65_521).toString(36)).join(''),
]

const NASTY_NUMBERS = [
  0,
  -0,
  -1,
  0.5,
  1e21,
  -1e21,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53,
  2 ** 63,
  1.7e308,
  5e-324,
  8.64e15 + 1,
]

const nastyString = fc.oneof(fc.constantFrom(...NASTY_STRINGS), fc.string({ unit: 'binary', maxLength: 40 }))

function deep(levels: number, innermost: unknown): unknown {
  let value = innermost
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Any JSON value that somebody could send where another one was expected. */
export const nastyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: nastyString },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NASTY_NUMBERS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { json: null }, [''], [{}]),
  },
  { weight: 1, arbitrary: fc.constant(Array.from({ length: 2_000 }, (_, index) => `tag-${index}`)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(20, 2_000).map((levels) => deep(levels, 'end')) },
)

/** For a path, a query string or a header, percent-encoded or broken on purpose. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 5,
    arbitrary: nastyString.map((text) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))),
  },
  { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%ff', '%ED%A0%80', '%c0%ae', '%00', '%2e%2e%2f', '%25%30%30') },
)

/** The value, with something nasty in one place of it; or the nasty thing alone. */
export function spoiled(value: unknown, where: number, nasty: unknown): unknown {
  if (value === null || typeof value !== 'object') return nasty
  const keys = Object.keys(value)
  const key = keys[where % (keys.length + 1)]
  if (key === undefined) return Array.isArray(value) ? [...value, nasty] : { ...value, unexpected: nasty }
  const inner = (value as Record<string, unknown>)[key]
  const next = Math.floor(where / (keys.length + 1))
  const changed = next % 2 === 0 ? nasty : spoiled(inner, Math.floor(next / 2), nasty)
  return Array.isArray(value)
    ? value.map((item, index) => (String(index) === key ? changed : item))
    : { ...value, [key]: changed }
}
