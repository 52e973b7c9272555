'use client'

type OptionSwitchProps<Value extends string> = {
  label: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** A choice among few words, all of them in sight. */
export function OptionSwitch<Value extends string>({ label, options, value, onChange }: OptionSwitchProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 px-1 text-12 text-muted">{label}</legend>
      <div className="flex rounded-md border border-line bg-panel p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex h-10 grow cursor-pointer items-center justify-center rounded-sm px-1 text-13 text-muted has-checked:bg-raised has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={label}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
