import { describe, expect, it } from 'vitest'
import { placeTooltip } from './place-tooltip'

const PAGE = { width: 1000, height: 600 }
const POPUP = { width: 100, height: 30 }
const at = (left: number, top: number) => ({ left, top, right: left + 40, bottom: top + 20 })

describe('placeTooltip', () => {
  it('stands on the wanted side, centred, with a gap', () => {
    expect(placeTooltip('top', at(480, 300), POPUP, PAGE)).toEqual({ left: 450, top: 264 })
    expect(placeTooltip('bottom', at(480, 300), POPUP, PAGE)).toEqual({ left: 450, top: 326 })
    expect(placeTooltip('left', at(480, 300), POPUP, PAGE)).toEqual({ left: 374, top: 295 })
    expect(placeTooltip('right', at(480, 300), POPUP, PAGE)).toEqual({ left: 526, top: 295 })
  })

  it('goes to the other side where the wanted one has no room', () => {
    expect(placeTooltip('top', at(480, 10), POPUP, PAGE).top).toBe(36)
    expect(placeTooltip('right', at(950, 300), POPUP, PAGE).left).toBe(844)
  })

  it('stays inside the window beside its edges', () => {
    expect(placeTooltip('top', at(0, 300), POPUP, PAGE).left).toBe(4)
    expect(placeTooltip('top', at(960, 300), POPUP, PAGE).left).toBe(896)
  })

  it('keeps the wanted side where neither has room', () => {
    expect(placeTooltip('top', at(480, 20), POPUP, { width: 1000, height: 60 }).top).toBe(4)
  })
})
