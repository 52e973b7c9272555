import { repairLibraryLinks } from '../repair-library-links'

/** Repairs the links as the given user. */
const [native = '', cacheDir = '', user = ''] = process.argv.slice(2)
if (process.getuid?.() === 0) process.setuid?.(Number(user))
console.log(await repairLibraryLinks(native, cacheDir))
