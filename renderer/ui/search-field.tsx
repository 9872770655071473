/** Words to look for in a list. */
import { CrossIcon, SearchIcon } from './icons.tsx'
import styles from './search-field.module.css'

export interface SearchFieldProps {
  /** Where `/` and Ctrl+F lead. */
  readonly id: string
  readonly query: string
  readonly label: string
  /** What the button that empties it is called. */
  readonly clearLabel: string
  readonly onSearch: (query: string) => void
}

export const SearchField = ({ id, query, label, clearLabel, onSearch }: SearchFieldProps) => (
  <div className={styles.field}>
    <SearchIcon size={16} className={styles.sign} />
    <input
      id={id}
      className={styles.input}
      type="text"
      role="searchbox"
      value={query}
      aria-label={label}
      placeholder={label}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => onSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || query === '') return
        onSearch('')
        event.stopPropagation()
      }}
    />
    {query !== '' && (
      <button
        type="button"
        className={styles.clear}
        aria-label={clearLabel}
        onClick={() => {
          onSearch('')
          document.getElementById(id)?.focus()
        }}
      >
        <CrossIcon size={12} />
      </button>
    )}
  </div>
)
