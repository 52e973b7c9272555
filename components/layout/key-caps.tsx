import { Kbd } from '@/components/ui/kbd'

export function KeyCaps({ labels }: { labels: string[] }) {
  return (
    <span className="inline-flex gap-1">
      {labels.map((label) => (
        <Kbd key={label}>{label}</Kbd>
      ))}
    </span>
  )
}
