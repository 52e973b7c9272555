'use client'

import { useState } from 'react'
import type { JsonValue } from '@/lib/runs/trace/exact-json'
import { type JsonKind, kindOf, leafText, sizeOf } from '@/lib/runs/trace/json-rows'

/** A longer text is cut until somebody asks for all of it. */
const TEXT_LIMIT = 600

const COLOURS: Record<JsonKind, string> = {
  object: 'text-faint',
  array: 'text-faint',
  string: 'text-good',
  number: 'text-warn',
  boolean: 'text-waiting',
  null: 'text-muted',
}

/** A value on one line of a document. Strings are text, never markup; numbers keep every digit. */
export function JsonValueText({ value, isOpen = false }: { value: JsonValue; isOpen?: boolean }) {
  const kind = kindOf(value)
  return kind === 'object' || kind === 'array' ? (
    <Container isArray={kind === 'array'} size={sizeOf(value)} isOpen={isOpen} />
  ) : (
    <Leaf kind={kind} text={leafText(value)} />
  )
}

function Container({ isArray, size, isOpen }: { isArray: boolean; size: number; isOpen: boolean }) {
  const [open, close] = isArray ? ['[', ']'] : ['{', '}']
  if (size === 0) return <span className="text-muted">{`${open}${close}`}</span>
  const noun = isArray ? (size === 1 ? 'item' : 'items') : size === 1 ? 'key' : 'keys'
  return (
    <span className="text-faint">
      {isOpen ? open : `${open} … ${close}`} <span className="text-11">{`${size.toLocaleString('en')} ${noun}`}</span>
    </span>
  )
}

function Leaf({ kind, text }: { kind: JsonKind; text: string }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? text : text.slice(0, TEXT_LIMIT)
  return (
    <span className={COLOURS[kind]}>
      {/* Isolated: text that runs from right to left must not turn the line around it. */}
      <bdi>{kind === 'string' ? JSON.stringify(shown) : shown}</bdi>
      {shown.length < text.length && (
        <button
          type="button"
          tabIndex={-1}
          className="ml-1 rounded-sm text-accent underline"
          onClick={() => setWhole(true)}
        >
          show all {text.length.toLocaleString('en')} characters
        </button>
      )}
    </span>
  )
}
