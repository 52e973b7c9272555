import { Rocket } from 'lucide-react'
import Link from 'next/link'
import { buttonStyle } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { routes } from '@/lib/routes'

export function NothingYet({ environment, canStart }: { environment: string; canStart: boolean }) {
  const start = canStart && (
    <Link href={routes.startRun(environment)} className={buttonStyle({ variant: 'primary' })}>
      Start a run
    </Link>
  )
  return (
    <Card>
      <EmptyState icon={Rocket} title="Nothing has run here yet" actions={start}>
        {canStart
          ? 'Choose one of the tasks of this project and start it: you see it live, from its queue to its end.'
          : 'As soon as somebody starts a run, you see it here live.'}
      </EmptyState>
    </Card>
  )
}
