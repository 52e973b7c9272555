/** `customer["first name"].emails[0]`: a JSON pointer as one writes it in code. Empty for the document itself. */
export function jsonPath(pointer: string, isIndexAt: (pointer: string) => boolean): string {
  let path = ''
  let reached = ''
  for (const escaped of pointer.split('/').slice(1)) {
    reached += `/${escaped}`
    const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~')
    if (isIndexAt(reached)) path += `[${key}]`
    else if (/^[A-Za-z_$][\w$]*$/.test(key)) path += path === '' ? key : `.${key}`
    else path += `[${JSON.stringify(key)}]`
  }
  return path
}
