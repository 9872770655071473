/** The completion for fish. */
import { availableVersionsFile, goFolder, systemLayout } from '../../../core/toolchains/own-places.ts'
import type { DescribedOption, DescribedProgram } from './described-program.ts'
import type { Offer, Place } from './offer.ts'

export const fishCompletion = ({ name, verbs, silentVerb }: DescribedProgram): string => {
  const entering = verbs.flatMap(({ line, children }) =>
    children.map(
      (child) =>
        `            case ${quoted(`${line}:${child.name}`)}\n                set verb ${quoted(`${line} ${child.name}`.trim())}`,
    ),
  )
  const valued = verbs.flatMap(({ line, options }) =>
    options.flatMap(({ flags, value }) => (value ? flags.map((flag) => quoted(`${line}:${flag}`)) : [])),
  )
  const lines = verbs.flatMap(({ line, options, arguments: words, children }) => [
    ...options.map((option) => complete(at(line), optionWords(option))),
    ...words.map((word, index) => complete(at(line, word.isVariadic ? null : index), offered(word.offer, false))),
    ...children.map((child) => complete(at(line, 0), `-a ${quoted(child.name)} -d ${quoted(child.description)}`)),
  ])
  return `# Completion of ${name} for fish, made by \`${name} completion fish\`. It starts no program: it reads names of files.
complete -c ${name} -e
complete -c ${name} -f

# Whether the word to be completed belongs to the verb of the first argument, and is at the position of the second.
function __${name}_at
    set -l verb ''
    set -l position 0
    set -l wanted ''
    set -l is_over ''
    set -l words (commandline -opc)
    for word in $words[2..]
        if test -n "$wanted"
            set wanted ''
            continue
        end
        if test -n "$is_over"
            set position (math $position + 1)
            continue
        end
        if test -z "$verb"; and string match -q -- '-*' $word
            set verb ${quoted(silentVerb)}
        end
        switch "$verb:$word"
            case '*:--'
                set is_over yes
${valued.length === 0 ? '' : `            case ${valued.join(' ')}\n                set wanted yes\n`}            case '*:-*'
${entering.join('\n')}
            case '*'
                set position (math $position + 1)
        end
    end
    test "$verb" = "$argv[1]"; and test (count $argv) = 1 -o "$position" = "$argv[2]"
end

# Installed versions; with "trees" the paths of their trees.
function __${name}_installed
    set -l directory $XDG_DATA_HOME
    string match -q -- '/*' "$directory"; or set directory $HOME/.local/share
    set -l directories $directory/${goFolder} ${systemLayout.directory}
    if test "$argv[1]" != trees
        if contains -- --system (commandline -opc)
            set directories $directories[2]
        else
            set directories $directories[1]
        end
    end
    for directory in $directories
        set -l trees $directory/go*
        for tree in $trees
            test -d $tree; or continue
            set -l number (string replace -r '^.*/go' '' -- $tree)
            string match -qr '^[0-9][0-9a-z.]*\\z' -- "$number"; or continue
            if test "$argv[1]" = trees
                echo -- $tree
            else
                echo -- $number
            end
        end
    end
end

# Versions that there are to install, newest first.
function __${name}_available
    set -l file $XDG_CACHE_HOME
    string match -q -- '/*' "$file"; or set file $HOME/.cache
    set file $file/${availableVersionsFile}
    test -f "$file" -a -r "$file"; or return
    read -z -n 65536 -l text <$file
    string split \\n -- "$text" | string match -r '^[0-9][0-9a-z.]*\\z'
end

${lines.filter((line) => line !== null).join('\n')}
`

  function at(line: string, position: number | null = null): string {
    const words = [`__${name}_at`, quoted(line), ...(position === null ? [] : [String(position)])]
    return words.join(' ')
  }

  function complete(condition: string, what: string | null): string | null {
    return what === null ? null : `complete -c ${name} -n ${quoted(condition)} ${what}`
  }

  function optionWords({ flags, description, value }: DescribedOption): string {
    const names = flags.map((flag) =>
      flag.startsWith('--') ? `-l ${quoted(flag.slice(2))}` : `-s ${quoted(flag.slice(1))}`,
    )
    const takes = value ? [offered(value.offer, true) ?? '-x'] : []
    return [...names, ...takes, `-d ${quoted(description)}`].join(' ')
  }

  /** Null where nothing is known to offer. */
  function offered({ words, places }: Offer, isValue: boolean): string | null {
    const looked = places.flatMap((place) => looks[place]?.replaceAll('%', `__${name}`) ?? [])
    const all = [...words.map(escaped), ...looked]
    const hasFiles = places.includes('files')
    if (all.length === 0 && !hasFiles) return null
    const mode = hasFiles ? (isValue ? ['-r', '-F'] : ['-F']) : isValue ? ['-x'] : []
    const order = places.includes('available') ? ['-k'] : []
    return [...mode, ...order, ...(all.length > 0 ? [`-a ${quoted(all.join(' '))}`] : [])].join(' ')
  }
}

const looks: Readonly<Record<Place, string | null>> = {
  installed: '(%_installed versions)',
  available: '(%_available)',
  trees: '(%_installed trees)',
  files: null,
  directories: '(__fish_complete_directories (commandline -ct))',
}

/** A word of the shell, always quoted. */
const quoted = (word: string): string => `'${word.replaceAll(/['\\]/g, (character) => `\\${character}`)}'`

/** A word inside of a list that fish splits and expands. */
const escaped = (word: string): string => word.replaceAll(/[^A-Za-z0-9._:@%+/-]/g, (character) => `\\${character}`)
