'use client'

import { CopyButton } from '@/components/ui/copy-button'

type ErrorBlockProps = { name: string | null; message: string; stack: string | null }

/** What went wrong, as the task threw it. The text is the task's own and may hold anything: it is shown as text. */
export function ErrorBlock({ name, message, stack }: ErrorBlockProps) {
  const everything = stack ?? (name ? `${name}: ${message}` : message)
  return (
    <section aria-label="Error" className="overflow-hidden rounded-md border border-bad/40">
      <header className="flex items-start gap-2 bg-bad-soft py-1.5 pr-1.5 pl-3">
        <p className="min-w-0 grow whitespace-pre-wrap break-words py-1 text-13 text-bad">
          {name && <span className="font-semibold">{name}: </span>}
          {message || 'An error without a message'}
        </p>
        <CopyButton text={everything} label="Copy the error" />
      </header>
      {stack && <StackTrace stack={stack} message={message} />}
    </section>
  )
}

function StackTrace({ stack, message }: { stack: string; message: string }) {
  const frames = stack.split('\n').filter((line, index) => !(index === 0 && line.includes(message)))
  if (frames.length === 0) return null
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="max-h-72 overflow-auto border-bad/40 border-t bg-bg px-3 py-2 font-mono text-12 leading-5"
    >
      {frames.map((frame, index) => (
        <span key={index} className={isForeign(frame) ? 'block text-faint' : 'block text-text'}>
          {frame}
        </span>
      ))}
    </pre>
  )
}

/** Frames of libraries and of Node recede: the first bright line is the task's own code. */
function isForeign(frame: string): boolean {
  return /node_modules|\(node:|at node:|\(<anonymous>\)/.test(frame)
}
