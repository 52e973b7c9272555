const MAX_LENGTH = 120

/** The last part of a name, without characters that mislead a reader or a file system. Never empty. */
export function fileName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    // Control characters and the marks that reverse the direction of text (cvs.exe posing as exe.csv).
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shortened(plain) || 'upload'
}

/** Keeps the ending, by which people tell files apart. */
function shortened(name: string): string {
  const letters = Array.from(name)
  if (letters.length <= MAX_LENGTH) return name
  const ending = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return letters.slice(0, MAX_LENGTH - Array.from(ending).length).join('') + ending
}
