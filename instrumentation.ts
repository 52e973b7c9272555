/** Runs once before the server answers. A bad environment or a failed migration stops the boot here, in words. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { prepareApp } = await import('./lib/prepare-app')
  await prepareApp()
}
