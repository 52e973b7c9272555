/** The names this runtime knows, as a real server lists them: aliases such as Asia/Kolkata are not among them. */
export function listTimezones(includeUtc = true): string[] {
  const names = Intl.supportedValuesOf('timeZone').sort()
  return includeUtc ? ['UTC', ...names.filter((name) => name !== 'UTC')] : names
}
