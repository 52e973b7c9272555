interface Call {
  taskId: string
  /** JSON text, as it was stored. */
  payload: string | null
  tags: string[]
}

/** A shell command that starts the same run. The key is a variable: a copied command must not carry a secret. */
export function asCurl({ taskId, payload, tags }: Call): string {
  const options = tags.length > 0 ? `,"options":{"tags":${JSON.stringify(tags)}}` : ''
  const body = `{"payload":${payload ?? '{}'}${options}}`
  return [
    `curl -X POST "$TRIGGER_API_URL/api/v1/tasks/${encodeURIComponent(taskId)}/trigger"`,
    `  -H "Authorization: Bearer $TRIGGER_SECRET_KEY"`,
    `  -H "Content-Type: application/json"`,
    `  -d ${shellQuoted(body)}`,
  ].join(' \\\n')
}

export function asSdkCall({ taskId, payload, tags }: Call): string {
  const options = tags.length > 0 ? `, { tags: ${JSON.stringify(tags)} }` : ''
  return [
    `import { tasks } from '@trigger.dev/sdk'`,
    '',
    `const handle = await tasks.trigger(${JSON.stringify(taskId)}, ${payload ?? '{}'}${options})`,
  ].join('\n')
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
