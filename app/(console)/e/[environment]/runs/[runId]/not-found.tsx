import { NotFound } from '@/components/layout/not-found'
import { DEFAULT_ENVIRONMENT } from '@/lib/environments'

export default function RunNotFound() {
  return (
    <NotFound environment={DEFAULT_ENVIRONMENT} title="There is no such run">
      No run has this id in this environment. The id may be cut off, or belong to another environment.
    </NotFound>
  )
}
