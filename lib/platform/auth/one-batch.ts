/** What making a batch with a one-time token means: nothing but the same request may come back to it. */
export function oneBatch(requestKey: string | null) {
  const refusal = 'Cannot create batch with a one-time use token as it has already been used.'
  return { requestKey, refusal, earlier: async () => null }
}
