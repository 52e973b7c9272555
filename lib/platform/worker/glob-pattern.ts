const SPECIAL = /[\\^$+.()|[\]]/

/** `**`, `*`, `?` and `{a,b}` over paths with forward slashes, as `dirs` and `ignorePatterns` of trigger.config.ts use them. */
export function globPattern(glob: string): RegExp {
  let source = ''
  let braces = 0
  for (let index = 0; index < glob.length; index += 1) {
    const character = glob.charAt(index)
    if (glob.startsWith('**/', index)) {
      source += '(?:[^/]+/)*'
      index += 2
    } else if (glob.startsWith('**', index)) {
      source += '.*'
      index += 1
    } else if (character === '*') source += '[^/]*'
    else if (character === '?') source += '[^/]'
    else if (character === '{') {
      braces += 1
      source += '(?:'
    } else if (character === '}' && braces > 0) {
      braces -= 1
      source += ')'
    } else if (character === ',' && braces > 0) source += '|'
    else source += SPECIAL.test(character) || character === '{' || character === '}' ? `\\${character}` : character
  }
  return new RegExp(`^${source}$`)
}
