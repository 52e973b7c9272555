import { classNames } from '@/components/ui/class-names'

const FACTS = {
  dev: { label: 'Development', dot: 'bg-env-dev' },
  staging: { label: 'Staging', dot: 'bg-env-staging' },
  preview: { label: 'Preview', dot: 'bg-env-preview' },
  prod: { label: 'Production', dot: 'bg-env-prod' },
} as const

export type EnvironmentSlug = keyof typeof FACTS

/** Which environment everything on the page belongs to, in Trigger.dev's own colour for it. */
export function EnvironmentBadge({ slug }: { slug: EnvironmentSlug }) {
  const { label, dot } = FACTS[slug]
  return (
    <span className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-line px-2.5 font-medium text-13">
      <span aria-hidden className={classNames('size-2 rounded-full', dot)} />
      <span className="sr-only">Environment:</span>
      <span className="max-sm:hidden">{label}</span>
      <span aria-hidden className="sm:hidden">
        {slug}
      </span>
    </span>
  )
}
