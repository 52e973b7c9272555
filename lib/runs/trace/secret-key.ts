/** Words that name a secret by themselves. Plain "tokens" is missing: language models count them. */
const SECRETS = new Set([
  'password',
  'passwords',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'secret',
  'secrets',
  'token',
  'authorization',
  'apikey',
  'jwt',
  'bearer',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'cvv',
  'cvc',
])

/** "key" alone is any key; behind one of these words it opens something. */
const KEY_KINDS = new Set(['api', 'access', 'private', 'secret', 'signing', 'encryption', 'ssh', 'license'])

/** Words behind the secret that do not make it less of one: passwordHash, authorizationHeader, secretKey. */
const TRAILING = new Set(['value', 'hash', 'header', 'confirmation', 'text', 'raw', 'encrypted', 'string', 'current'])

/** Whether the value under this key is probably a secret: clientSecret and X-API-Key are, tokenCount and keyboard are not. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key)
  while (words.length > 1 && TRAILING.has(words.at(-1) as string)) words.pop()
  const last = words.at(-1)
  if (last === undefined) return false
  if (SECRETS.has(last)) return true
  return (last === 'key' || last === 'keys') && KEY_KINDS.has(words.at(-2) ?? '')
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}
