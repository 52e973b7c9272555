import { afterAll, beforeAll } from 'vitest'

/** A DOM without layout gives everything the size 0, and a virtual list would draw nothing, or all of it. */
export function useElementSize(size: { width: number; height: number; rowHeight: number }): void {
  const sizes = { clientWidth: size.width, clientHeight: size.height, offsetHeight: size.rowHeight }
  const before = Object.keys(sizes).map(
    (name) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
  )
  beforeAll(() => {
    for (const [name, value] of Object.entries(sizes)) {
      Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value })
    }
  })
  afterAll(() => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(HTMLElement.prototype, name, descriptor)
    }
  })
}
