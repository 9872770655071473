/** The completion for bash: needs nothing but bash itself (4.4 or newer). */
import { quote } from '../../../core/shell.ts'
import { availableVersionsFile, goFolder, systemLayout } from '../../../core/toolchains/own-places.ts'
import type { DescribedArgument, DescribedProgram } from './described-program.ts'
import type { Place } from './offer.ts'

export const bashCompletion = ({ name, verbs, silentVerb }: DescribedProgram): string => {
  const entering = verbs.flatMap(({ line, children }) =>
    children.map((child) => `    ${quote(`${line}:${child.name}`)}) verb=${quote(`${line} ${child.name}`.trim())} ;;`),
  )
  const valued = verbs.flatMap(({ line, options }) =>
    options.flatMap(({ flags, value }) => (value ? flags.map((flag) => quote(`${line}:${flag}`)) : [])),
  )
  const cases = groupByBody(
    verbs.flatMap(({ line, options, arguments: words, children }) => [
      [quote(`${line} options`), setWords(options.flatMap(({ flags }) => flags))] as const,
      ...options.flatMap(({ flags, value }) =>
        value ? flags.map((flag) => [quote(`${line} ${flag}`), offered(value)] as const) : [],
      ),
      ...words.map(
        (word, index) =>
          [word.isVariadic ? `${quote(`${line} `)}*` : quote(`${line} ${index}`), offered(word)] as const,
      ),
      ...(children.length > 0 ? [[quote(`${line} 0`), setWords(children.map((child) => child.name))] as const] : []),
    ]),
  )
  return `# Completion of ${name} for bash, made by \`${name} completion bash\`. It starts no program: it reads names of files.
_${name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} verb='' wanted='' isOver='' scope=user word
  local -i index position=0
  local -a words=()
  COMPREPLY=()
  [[ $cur == [=:] ]] && cur=''
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    # bash takes \`--option=value\` and \`a:b\` apart.
    if [[ $word == = ]]; then continue; fi
    if [[ $word == : ]]; then index+=1; continue; fi
    if [[ -n $wanted ]]; then wanted=''; continue; fi
    if [[ -n $isOver ]]; then position+=1; continue; fi
    if [[ $word == --system ]]; then scope=system; fi
    if [[ -z $verb && $word == -* ]]; then verb=${quote(silentVerb)}; fi
    case $verb:$word in
    *:--) isOver=yes ;;
${valued.length === 0 ? '' : `    ${valued.join(' | ')}) wanted="$verb $word" ;;\n`}    *:-*) ;;
${entering.join('\n')}
    *) position+=1 ;;
    esac
  done
  if [[ -n $wanted ]]; then :
  elif [[ -z $isOver && $cur == -* ]]; then wanted="$verb options"
  else wanted="$verb $position"
  fi
  case $wanted in
${cases}
  esac
  for word in "\${words[@]}"; do
    if [[ $word == "$cur"* ]]; then COMPREPLY+=("$word"); fi
  done
  if [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *: ]]; then compopt -o nospace 2>/dev/null; fi
}

# Adds the installed versions of scope to words; with "trees" the paths of their trees.
_${name}_installed() {
  local directory=\${XDG_DATA_HOME-} path version restore=''
  [[ $directory == /* ]] || directory=\${HOME-}/.local/share
  directory=$directory/${goFolder}
  if [[ $scope == system ]]; then directory=${quote(systemLayout.directory)}; fi
  if shopt -q failglob; then restore=yes; shopt -u failglob; fi
  for path in "$directory"/go[0-9]*; do
    version=\${path##*/go}
    if [[ $version =~ ^[0-9][0-9a-z.]*$ && -d $path ]]; then
      if [[ $1 == trees ]]; then words+=("$path"); else words+=("$version"); fi
    fi
  done
  if [[ -n $restore ]]; then shopt -s failglob; fi
}

# Adds the versions that there are to install, newest first.
_${name}_available() {
  local file=\${XDG_CACHE_HOME-} line
  local -i count=0
  [[ $file == /* ]] || file=\${HOME-}/.cache
  file=$file/${availableVersionsFile}
  if [[ ! -f $file || ! -r $file ]]; then return; fi
  while ((count++ < 2000)) && IFS= read -r -n 40 line; do
    if [[ $line =~ ^[0-9][0-9a-z.]*$ ]]; then words+=("$line"); fi
  done <"$file"
  compopt -o nosort 2>/dev/null
}

complete -F _${name} ${name}
`

  function offered({ offer }: DescribedArgument): string {
    const looked = offer.places.map((place) => looks[place].replaceAll('%', `_${name}`))
    return [...(offer.words.length > 0 ? [setWords(offer.words)] : []), ...looked].join('; ')
  }
}

const setWords = (words: readonly string[]): string => `words+=(${words.map(quote).join(' ')})`

const looks: Readonly<Record<Place, string>> = {
  installed: '%_installed versions',
  available: '%_available',
  trees: '%_installed trees; scope=system; %_installed trees; compopt -o filenames 2>/dev/null',
  // Only where nothing else is offered.
  files: 'compopt -o default 2>/dev/null',
  directories: 'compopt -o dirnames 2>/dev/null',
}

/** Cases of one body as one; a word that nothing is known of has no case. */
const groupByBody = (cases: readonly (readonly [pattern: string, body: string])[]): string => {
  const patterns = new Map<string, string[]>()
  for (const [pattern, body] of cases) patterns.set(body, [...(patterns.get(body) ?? []), pattern])
  patterns.delete('')
  // A pattern with a star last: it stands for positions, and must not be taken for options.
  const ordered = [...patterns].sort(([, a], [, b]) => Number(hasStar(a)) - Number(hasStar(b)))
  return ordered.map(([body, all]) => `  ${all.join(' | ')}) ${body} ;;`).join('\n')
}

const hasStar = (patterns: readonly string[]): boolean => patterns.some((pattern) => pattern.endsWith('*'))
