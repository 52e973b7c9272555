/** The name before a value: quoted as JSON has it, a bare position in a list. */
export function JsonKey({ name, isIndex }: { name: string | null; isIndex: boolean }) {
  if (name === null) return null
  return (
    <>
      <bdi className={isIndex ? 'text-faint' : 'text-accent'}>{isIndex ? name : JSON.stringify(name)}</bdi>
      <span className="text-faint">: </span>
    </>
  )
}
