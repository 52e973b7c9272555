/** How much more than a quick look property tests take: 1 in CI, 20 and more by hand. */
export const propertyFactor = Math.max(1, Number(process.env.PROPERTY_FACTOR) || 1)
