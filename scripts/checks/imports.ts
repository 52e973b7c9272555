import { findImportViolations } from './find-import-violations'

/** Far below the real number, far above what a parser that understands nothing reports. */
const FEWEST_MODULES = 150

const { modules, violations } = await findImportViolations(process.cwd())
for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}`)
if (modules < FEWEST_MODULES) console.error(`Only ${modules} files were read: the import check is blind`)
if (violations.length > 0 || modules < FEWEST_MODULES) process.exit(1)
console.log(`${modules} files keep the import rules`)
