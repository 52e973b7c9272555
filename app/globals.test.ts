import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Colour = [lightness: number, chroma: number, hue: number]

const css = readFileSync(new URL('./globals.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Map<string, Colour> {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? ''
  const found = block.matchAll(/--([\w-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/g)
  return new Map([...found].map(([, name, l, c, h]) => [String(name), [Number(l), Number(c), Number(h)]]))
}

/** OKLCH → relative luminance (Björn Ottosson's matrices; WCAG 2.2 weights, out-of-gamut channels clipped). */
function luminance([l, c, h]: Colour): number {
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number) => Math.min(1, Math.max(0, value))
  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short)
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short)
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const TEXTS = ['text', 'muted', 'faint', 'accent', 'busy', 'waiting', 'good', 'warn', 'bad', 'neutral']
const SURFACES = ['bg', 'panel', 'raised']
const TONES = ['busy', 'waiting', 'good', 'warn', 'bad', 'neutral', 'accent']

for (const [theme, selector] of [
  ['light', ':root'],
  ['dark', '[data-theme="dark"]'],
] as const) {
  const tokens = tokensOf(selector)
  const colour = (name: string) => {
    const value = tokens.get(name)
    if (!value) throw new Error(`${name} is not in the ${theme} table`)
    return value
  }

  test.each(TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface])))(
    `${theme}: %s is readable on %s`,
    (text, surface) => expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(4.5),
  )

  test.each(TONES)(`${theme}: %s is readable on its own soft ground`, (tone) =>
    expect(contrast(colour(tone), colour(`${tone}-soft`))).toBeGreaterThanOrEqual(4.5),
  )

  test(`${theme}: a primary button's words are readable`, () =>
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5))

  test(`${theme}: the edge of an input can be seen`, () =>
    expect(contrast(colour('line-strong'), colour('panel'))).toBeGreaterThanOrEqual(3))
}

test('both themes fill the same names', () => {
  expect([...tokensOf('[data-theme="dark"]').keys()].sort()).toEqual([...tokensOf(':root').keys()].sort())
})
