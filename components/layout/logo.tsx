/** A signal mast with two arms, the mark of Signalbox. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M7 21V3M4 21h6M7 5h10l3 2.500L17 10H7M7 13h7l2 2-2 2H7" />
    </svg>
  )
}
