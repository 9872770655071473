/** One of several, in one line: the browser's own list, which every keyboard and screen reader knows. */
import { useId } from 'react'
import styles from './choice.module.css'
import { ChevronIcon } from './icons.tsx'

export interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly chosen: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
}

export const Choice = <Value extends string>({ label, chosen, options, onChoose }: ChoiceProps<Value>) => {
  const id = useId()
  return (
    <div className={styles.choice}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <span className={styles.frame}>
        <select
          id={id}
          className={styles.select}
          data-shortens=""
          value={chosen}
          onChange={({ target }) => {
            const option = options.find(({ value }) => value === target.value)
            if (option) onChoose(option.value)
          }}
        >
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
        <ChevronIcon size={14} className={styles.sign} />
      </span>
    </div>
  )
}
