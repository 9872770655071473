/** Words to look for in the list. */
import { useTranslation } from 'react-i18next'
import { CrossIcon, SearchIcon } from '../../ui/icons.tsx'
import styles from './search-field.module.css'
import { search, useView } from './view-store.ts'

/** Where `/` and Ctrl+F lead. */
export const searchFieldId = 'search'

export const SearchField = () => {
  const { t } = useTranslation()
  const query = useView((state) => state.query)
  return (
    <div className={styles.field}>
      <SearchIcon size={16} className={styles.sign} />
      <input
        id={searchFieldId}
        className={styles.input}
        type="text"
        role="searchbox"
        value={query}
        aria-label={t('checklist.search')}
        placeholder={t('checklist.search')}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || query === '') return
          search('')
          event.stopPropagation()
        }}
      />
      {query !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('checklist.clearSearch')}
          onClick={() => {
            search('')
            document.getElementById(searchFieldId)?.focus()
          }}
        >
          <CrossIcon size={12} />
        </button>
      )}
    </div>
  )
}
