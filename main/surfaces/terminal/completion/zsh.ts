/** The completion for zsh: a function of compsys, to be autoloaded or sourced. */
import { availableVersionsFile, goFolder, systemLayout } from '../../../core/toolchains/own-places.ts'
import type { DescribedArgument, DescribedOption, DescribedProgram, DescribedVerb } from './described-program.ts'
import type { Place } from './offer.ts'

export const zshCompletion = ({ name, verbs }: DescribedProgram): string => {
  const functionOf = (line: string): string =>
    `_${name}${line === '' ? '' : ` ${line}`}`.replaceAll(/[^A-Za-z0-9]/g, '_')
  return `#compdef ${name}
# Completion of ${name} for zsh, made by \`${name} completion zsh\`. It starts no program: it reads names of files.
${verbs.map(functionFor).join('')}
# Installed versions; with "trees" the paths of their trees.
_${name}_installed() {
  local directory=\${XDG_DATA_HOME-}
  [[ $directory == /* ]] || directory=\${HOME-}/.local/share
  local -a directories=($directory/${goFolder} ${systemLayout.directory}) names
  if [[ $1 == trees ]]; then
    for directory in $directories; do
      names=($directory/go[0-9]*(N-/))
      compadd -- \${(M)names:#*/go[0-9][0-9a-z.]#}
    done
    return
  fi
  local -i scope=$(( \${words[(I)--system]} ? 2 : 1 ))
  names=($directories[scope]/go[0-9]*(N-/:t))
  names=(\${(M)names:#go[0-9][0-9a-z.]#})
  compadd -- \${names#go}
}

# Versions that there are to install, newest first.
_${name}_available() {
  local file=\${XDG_CACHE_HOME-}
  [[ $file == /* ]] || file=\${HOME-}/.cache
  # A file of less than 64 KiB.
  local -a files=($file/${availableVersionsFile}(N-.Lk-64)) names
  (( $#files )) || return
  names=(\${(f)"$(<$files[1])"})
  compadd -V versions -- \${(M)names:#[0-9][0-9a-z.]#}
}

if [[ $funcstack[1] == _${name} ]]; then
  _${name} "$@"
else
  compdef _${name} ${name}
fi
`

  function functionFor({ line, options, arguments: words, children }: DescribedVerb): string {
    const specs = [
      ...options.flatMap(optionSpecs),
      ...words.map((word, index) => `${word.isVariadic ? '*' : index + 1}:${escaped(word.name)}:${actionOf(word)}`),
    ]
    if (children.length === 0)
      return `${functionOf(line)}() {\n  _arguments -S : ${specs.map(quoted).join(' \\\n    ')}\n}\n`
    const listed = children.map((child) => quoted(`${escaped(child.name)}:${child.description}`)).join(' ')
    const cases = children
      .map((child) => `${quoted(child.name)}) ${functionOf(`${line} ${child.name}`.trim())} ;;`)
      .join('\n      ')
    return `${functionOf(line)}() {
  local context state state_descr line curcontext=$curcontext
  typeset -A opt_args
  _arguments -C -S : ${[...specs, ':verb:->verb', '*:: :->words'].map(quoted).join(' \\\n    ')}
  case $state in
    verb)
      local -a verbs=(${listed})
      _describe -t verbs verb verbs
      ;;
    words)
      case $words[1] in
      ${cases}
      esac
      ;;
  esac
}
`
  }

  function optionSpecs({ flags, description, value }: DescribedOption): readonly string[] {
    const others = flags.length > 1 ? `(${flags.join(' ')})` : ''
    return flags.map((flag) => {
      const takes = value ? (flag.startsWith('--') ? '=' : '+') : ''
      const then = value ? `:${escaped(value.name)}:${actionOf(value)}` : ''
      return `${others}${flag}${takes}[${escaped(description)}]${then}`
    })
  }

  function actionOf({ offer }: DescribedArgument): string {
    const [closed, open] = [offer.words.filter((word) => !isOpen(word)), offer.words.filter(isOpen)]
    const actions = [
      ...(closed.length > 0 ? [`compadd -- ${closed.map(quoted).join(' ')}`] : []),
      ...(open.length > 0 ? [`compadd -S '' -- ${open.map(quoted).join(' ')}`] : []),
      ...offer.places.map((place) => looks[place].replaceAll('%', `_${name}`)),
    ]
    return actions.length === 0 ? ' ' : `{ ${actions.join('; ')} }`
  }
}

const looks: Readonly<Record<Place, string>> = {
  installed: '%_installed',
  available: '%_available',
  trees: '%_installed trees',
  files: '_files',
  directories: '_files -/',
}

const isOpen = (word: string): boolean => word.endsWith(':')

/** A word of the shell, always quoted. */
const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`

/** What `_arguments` and `_describe` would read as theirs. */
const escaped = (text: string): string => text.replaceAll(/[\\:[\]]/g, (character) => `\\${character}`)
