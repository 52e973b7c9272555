import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { forbidden } from './import-rules'

/** Every file of the product is in one of these; a count far below the real one means the parser saw nothing. */
const FOLDERS = ['app', 'components', 'lib', 'trigger', 'scripts']

export interface ImportCheck {
  modules: number
  violations: { rule: string; from: string; to: string }[]
}

/** Holds the import table against the tree at `root`, which needs a tsconfig.json with our paths. */
export async function findImportViolations(root: string): Promise<ImportCheck> {
  const { output } = await cruise(
    FOLDERS,
    {
      baseDir: root,
      ruleSet: { forbidden },
      validate: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)(\\.next|fixtures|testing|contract)/|\\.test\\.tsx?$' },
      enhancedResolveOptions: {
        extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
        exportsFields: ['exports'],
        conditionNames: ['import', 'node', 'default', 'types'],
      },
    },
    { alias: { '@': root } },
  )
  const { summary, modules } = output as ICruiseResult
  return {
    modules: modules.filter(({ source }) => !source.startsWith('node_modules')).length,
    violations: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
