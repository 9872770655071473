/** PATH for an ordinary user with real shells: what is put into start files works, and comes out again to the byte. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pathLines } from '../../main/core/toolchains/path-block.ts'
import { asGopher, canBeGopher } from './as-gopher.ts'

const skeleton = 'cp -a /etc/skel/. "$HOME"; chown -R "$GOPHER" "$HOME"'
const odd = String.raw`
printf '# no newline at the end, and no UTF-8: \377' >"$HOME/$1"; chmod 0640 "$HOME/$1"; chown "$GOPHER:$GOPHER" "$HOME/$1"`
const withOdd = (name: string): string => `${skeleton}; set -- ${name}; ${odd}`

const shells = [
  { shell: '/bin/bash', name: 'bash', prepare: skeleton, file: '.profile' },
  { shell: '/bin/bash', name: 'bash with a ~/.bash_profile', prepare: withOdd('.bash_profile'), file: '.bash_profile' },
  { shell: '/usr/bin/zsh', name: 'zsh', prepare: withOdd('.zshrc'), file: '.zprofile' },
  {
    shell: '/usr/bin/zsh',
    name: 'zsh with ZDOTDIR',
    prepare: `mkdir "$HOME/z z"; echo 'ZDOTDIR="$HOME/z z"' >"$HOME/.zshenv"; chown -R "$GOPHER" "$HOME"`,
    file: 'z z/.zprofile',
  },
  { shell: '/usr/bin/fish', name: 'fish', prepare: ':', file: '.config/fish/conf.d/groundwork.fish' },
  { shell: '/bin/dash', name: 'dash', prepare: withOdd('.profile'), file: '.profile' },
]

describe.runIf(canBeGopher)('start files', () => {
  for (const { shell, name, prepare, file } of shells) {
    test.runIf(existsSync(shell))(`${name}: a login and a terminal find the go; then all is as it was`, () => {
      const ran = asGopher(
        shell,
        prepare,
        `fresh -l -c true; fresh -i -c true; before=$(state)
groundwork go use 1.99.1 --yes; echo "use $?"
echo "login: $(fresh -l -c 'command -v go')"
echo "terminal: $(fresh -i -c 'go version' | tail -1)"
[ -f "$HOME/${file}" ] && echo "there"
once=$(state); groundwork go path --yes >/dev/null; echo "again $?"; [ "$(state)" = "$once" ] && echo idempotent
groundwork go path --remove --yes; echo "remove $?"
if [ "$(state)" = "$before" ]; then echo restored; else echo "$before"; echo ---; state; fi`,
      )
      expect(ran.stdout, ran.stderr).toContain('use 0')
      expect(ran.stdout).toMatch(/^login: .*\/home\/\.local\/go\/bin\/go$/m)
      if (name !== 'dash') expect(ran.stdout).toContain('terminal: go version go1.99.1')
      expect(ran.stdout).toContain('there')
      expect(ran.stdout).toContain('again 0')
      expect(ran.stdout).toContain('idempotent')
      expect(ran.stdout).toContain('remove 0')
      expect(ran.stdout).toContain('restored')
    })
  }
})

const asBash = (prepare: string, script: string): string => {
  const ran = asGopher('/bin/bash', `${skeleton}; ${prepare}; chown -Rh "$GOPHER" "$HOME"`, script)
  return `${ran.stdout}${ran.stderr}`
}
/** Prints `same` where the home is, at the end, as it was at the begin. */
const watched = (script: string): string =>
  `before=$(state); ${script}; if [ "$(state)" = "$before" ]; then echo same; else echo "$before"; echo ---; state; fi`

/** Another go, in ~/other/bin. */
const another = 'mkdir -p other/bin; cp -a .local/share/groundwork/go/go1.98.1/bin/go other/bin/'
const first = 'export PATH=$HOME/other/bin:$PATH'

describe.runIf(canBeGopher)('another go is put first', () => {
  const cases = [
    { shell: '/bin/bash', name: 'the first line of ~/.bashrc', prepare: `sed -i '1i ${first}' .bashrc` },
    { shell: '/bin/bash', name: 'the last line of ~/.profile', prepare: `echo '${first}' >>.profile` },
    { shell: '/usr/bin/zsh', name: '~/.zshrc', prepare: `echo '${first}' >.zshrc` },
    { shell: '/usr/bin/zsh', name: '~/.zshenv', prepare: `echo '${first}' >.zshenv` },
    {
      shell: '/usr/bin/fish',
      name: 'a universal variable',
      prepare: ':',
      begin: 'fresh -c "fish_add_path ~/other/bin"',
    },
    { shell: '/bin/dash', name: '~/.profile', prepare: `echo '${first}' >.profile` },
  ]
  for (const { shell, name, prepare, begin } of cases) {
    test.runIf(existsSync(shell))(`${shell}, ${name}: ours is first all the same, and alone`, () => {
      const { stdout, stderr } = asGopher(
        shell,
        `${skeleton}; ${another}; ${prepare}; chown -R "$GOPHER" "$HOME"`,
        `${begin ?? ':'}; groundwork go use 1.99.1 --yes; echo "status $?"
echo "login: $(fresh -l -c 'go version')"; echo "terminal: $(fresh -l -c "$SHELL -i -c 'go version'" 2>&1 | tail -1)"
fresh -l -c "$SHELL -i -c env" | sed -n 's/^PATH=//p' | tr : '\\n' | grep -c '\\.local/go/bin'`,
      )
      expect(stdout, stderr).toContain('status 0')
      expect(stdout).toContain('login: go version go1.99.1')
      expect(stdout).toContain('terminal: go version go1.99.1')
      if (shell !== '/bin/dash') expect(stdout).toContain('New terminals find it.')
      expect(stdout).toMatch(/\n1\n$/)
    })
  }

  test('a block of the earlier form is renewed, and comes out again to the byte', () => {
    const said = asBash(
      `${another}; sed -i '1i ${first}' .bashrc`,
      watched(`groundwork go use 1.99.1 --yes >/dev/null
for name in .profile .bashrc; do
  sed -i '/^groundwork="/,/^unset/c case ":$PATH:" in *":'"$HOME"'/.local/go/bin:"*) ;; *) PATH="'"$HOME"'/.local/go/bin:$PATH" ;; esac\\nexport PATH' $name
done
fresh -l -c 'bash -i -c "go version"'; groundwork go use 1.98.1 --yes; echo "status $?"; fresh -l -c 'bash -i -c "command -v go"'
groundwork go path --yes | head -1; grep -c '>>> groundwork' .profile .bashrc; groundwork go path --remove --yes >/dev/null`),
    )
    expect(said).toMatch(
      /\.bashrc: the block of Groundwork would be renewed, at its end\n {2}- # >>> groundwork[^]*- export PATH\n/,
    )
    expect(said).toContain('status 0')
    expect(said).toMatch(/\/\.local\/go\/bin\/go\n/)
    expect(said).toContain('nothing to change')
    expect(said).toContain('.profile:1\n.bashrc:1\n')
    expect(said).toContain('\nsame\n')
  })

  test('by a line that came after the block: it is moved behind that line', () => {
    const ran = asGopher(
      '/usr/bin/zsh',
      `${another}; touch .zshrc; chown -R "$GOPHER" "$HOME"`,
      `groundwork go use 1.99.1 --yes >/dev/null; cp .zshrc block; echo '${first}' >>.zshrc
groundwork go use 1.99.1 --yes; echo "status $?"; fresh -l -c "zsh -i -c 'go version'"
groundwork go path --remove --yes >/dev/null; cat .zshrc`,
    )
    expect(ran.stdout, ran.stderr).toContain('.zshrc: the block of Groundwork would be moved to its end')
    expect(ran.stdout).toContain('status 0\ngo version go1.99.1')
    expect(ran.stdout.endsWith(`\n${first}\n`)).toBe(true)
  })

  test('by what nothing can be put after: the file and the line are named, and the status says it', () => {
    const ran = asGopher(
      '/bin/bash',
      `${skeleton}; ${another}; sed -i '1i ${first}\\nreturn' .bashrc; chown -R "$GOPHER" "$HOME"`,
      'groundwork go use 1.99.1 --yes; echo "status $?"; groundwork go path --yes; echo "again $?"',
    )
    expect(ran.stdout, ran.stderr).toMatch(
      /A new terminal runs .*\/other\/bin\/go, which is before .*, probably because of .*\/\.bashrc:1 \(export PATH=/,
    )
    expect(ran.stdout).toContain('status 1')
    expect(ran.stdout).toContain('again 1')
    expect(ran.stdout).not.toContain('New terminals find it')
  })

  test.runIf(existsSync('/usr/bin/fish'))(
    'by config.fish, which is read last: it is named, and all is as it was',
    () => {
      const ran = asGopher(
        '/usr/bin/fish',
        `${another}; mkdir -p .config/fish; echo 'set -x PATH ~/other/bin $PATH' >.config/fish/config.fish; chown -R "$GOPHER" "$HOME"`,
        `fresh -l -c true; ${watched('groundwork go use 1.99.1 --yes; echo "status $?"')}`,
      )
      expect(ran.stdout).toContain('leads to go1.99.1')
      expect(ran.stderr).toMatch(
        /No start file is changed: a login still finds .* probably because of .*\/config\.fish:1 \(set -x PATH/,
      )
      expect(ran.stdout).toContain('status 1')
      expect(ran.stdout).toContain('\nsame\n')
    },
  )
})

describe.runIf(canBeGopher)('nothing is lost', () => {
  test('nobody to ask, or --dry-run, or --no-path: no start file is touched', () => {
    const said = asBash(
      ':',
      watched('groundwork go use 1.99.1; groundwork go path --dry-run; groundwork go use 1.98.1 --no-path --yes'),
    )
    expect(said).toContain('To do it: groundwork go path --yes')
    expect(said).toMatch(/\+ groundwork=".*\/\.local\/go\/bin"\n/)
    expect(said).toMatch(/leads to go1\.98\.1\n(?!.*profile)/)
    expect(said).toContain('\nsame\n')
  })

  test('a folder of the right name without a go in it is not switched to', () => {
    const said = asBash(
      'mkdir .local/share/groundwork/go/go1.99.9',
      `groundwork go use 1.98.1 --no-path; groundwork go use 1.99.9 --yes; echo "status $?"; .local/go/bin/go version
groundwork go use 1.99.9 --dry-run --language zh-CN; groundwork go remove 1.99.9; echo "removed $?"`,
    )
    expect(said).toMatch(/leads to go1\.98\.1\nstatus 1\ngo version go1\.98\.1/)
    expect(said).toMatch(/groundwork: \/.*go1\.99\.9 is no whole Go: there is no bin\/go/)
    expect(said).toContain('其中没有可运行的 bin/go')
    expect(said).toContain('removed 0')
  })

  test('a ~/.profile with a mistake is not touched and is named; a terminal gets the go all the same', () => {
    const said = asBash(
      'echo "if true" >>.profile',
      `a=$(sha256sum .profile); groundwork go use 1.99.1 --yes; echo "status $?"
[ "$(sha256sum .profile)" = "$a" ] && echo kept; fresh -i -c 'go version'; fresh -l -c 'echo login works'`,
    )
    expect(said).toMatch(/\.profile: is left alone, because its shell finds a mistake/)
    expect(said).toMatch(/Lines to add at its end by hand:\n\s+groundwork=/)
    expect(said).toContain('status 1')
    expect(said).toContain('kept')
    expect(said).toContain('go version go1.99.1')
    expect(said).toContain('login works')
  })

  test('a ~/.bashrc that is a link stays one, and so does what it leads to', () => {
    const said = asBash(
      'mkdir dotfiles; mv .bashrc dotfiles/bashrc; ln -s dotfiles/bashrc .bashrc',
      `a=$(sha256sum dotfiles/bashrc); groundwork go use 1.99.1 --yes; echo "status $?"
[ "$(sha256sum dotfiles/bashrc)" = "$a" ] && [ -L .bashrc ] && echo kept; fresh -l -c 'go version'`,
    )
    expect(said).toMatch(/\.bashrc: is left alone, because it is kept elsewhere \(→ dotfiles\/bashrc\)/)
    expect(said).toContain('kept')
    expect(said).toContain('go version go1.99.1')
    expect(said).toContain('status 1')
  })

  test('a directory of dotfiles that ~/.config leads to is not written to', () => {
    const ran = asGopher(
      '/usr/bin/fish',
      'mkdir -p dotfiles/config; ln -s dotfiles/config .config; chown -Rh "$GOPHER" .',
      `fresh -l -c true; ${watched('groundwork go use 1.99.1 --yes')}`,
    )
    expect(ran.stdout).toContain('it is kept elsewhere')
    expect(ran.stdout).toContain('\nsame\n')
  })

  test('a home that is read-only: said, not tried', () => {
    const { stdout } = asGopher(
      '/bin/bash',
      `${skeleton}; mkdir -p .local; ln -s share/groundwork/go/go1.99.1 .local/go
mount --bind "$HOME" "$HOME"; mount -o remount,ro,bind "$HOME"`,
      watched('cd /; groundwork go path --yes; echo "status $?"'),
    )
    expect(stdout).toMatch(/\.profile: is left alone, because it cannot be written \(.*EROFS\)/)
    expect(stdout).toContain('status 1')
    expect(stdout).toContain('\nsame\n')
  })

  test.runIf(existsSync('/usr/bin/fish'))(
    'a ~/.profile that execs fish: left alone, with the line that does it',
    () => {
      const said = asBash(
        'echo "exec fish" >>.profile',
        `fresh -l -c true; ${watched('groundwork go use 1.99.1 --yes')}`,
      )
      expect(said).toMatch(/\.profile: is left alone, because it could not be tested.*exec fish/)
      expect(said).toContain('\nsame\n')
    },
  )

  test.each([
    ['ends before its end', 'echo return >>.profile', 'a login does not find'],
    [
      'breaks once it is changed',
      `echo "grep -q '^# >>> gro' ~/.profile && exit 1" >>.profile`,
      'the login shell no longer starts',
    ],
    [
      'puts another first, and ends before its end',
      `${another}; echo 'PATH=~/other/bin:$PATH; return' >>.profile`,
      'No start file is changed: a login still finds ',
    ],
  ])('a ~/.profile that %s: everything is put back', (_, prepare, why) => {
    const said = asBash(
      prepare,
      watched('groundwork go use 1.99.1 --yes; echo "status $?"; find .local/state -name "*.before"'),
    )
    expect(said).toContain(why)
    expect(said).toContain('Every file is again as it was')
    expect(said).toContain('status 1')
    expect(said).not.toContain('.before')
    expect(said).toContain('\nsame\n')
  })

  test('a block that was changed by hand is the person’s: neither changed nor removed', () => {
    const said = asBash(
      ':',
      `groundwork go use 1.99.1 --yes >/dev/null; sed -i 's/^export PATH=.*/& # mine/' .profile
${watched('groundwork go path --yes; echo "status $?"')}
groundwork go path --remove --yes; grep -c '# mine' .profile; grep -c groundwork .bashrc`,
    )
    expect(said).toMatch(/\.profile: is left alone, because the block of Groundwork in it has been changed by hand/)
    expect(said).toContain('status 1\nsame\n')
    expect(said).toMatch(/\n1\n0\n$/)
  })

  test('lines that were added around the block stay when it is removed', () => {
    const said = asBash(
      'cp .profile was',
      `groundwork go use 1.99.1 --yes >/dev/null; echo '# later' >>.profile; groundwork go path --remove --yes >/dev/null
{ cat was; echo '# later'; } | cmp - .profile && echo cut`,
    )
    expect(said).toContain('cut')
  })

  test('killed at any moment: the next run is whole, and so is the undo', () => {
    const said = asBash(
      'mkdir -p .local; ln -s share/groundwork/go/go1.99.1 .local/go',
      watched(`for delay in 0.15 0.2 0.25 0.3 0.35 0.4 0.5 0.6; do
  timeout -s KILL $delay "$NODE" "$CLI" go path --yes >/dev/null; bash -n .profile && bash -n .bashrc || echo half
done 2>/dev/null
groundwork go path --yes | tail -4; fresh -l -c 'go version'
for delay in 0.2 0.3 0.4; do timeout -s KILL $delay "$NODE" "$CLI" go path --remove --yes >/dev/null; done 2>/dev/null
groundwork go path --remove --yes >/dev/null; find .local/state -type f`),
    )
    expect(said).not.toContain('half')
    expect(said).toContain('go version go1.99.1')
    expect(said).not.toContain('edits.json')
    expect(said).toContain('\nsame\n')
  })

  test('60 switches while another process looks for go all the time: it is never absent', () => {
    const said = asBash(
      ':',
      `groundwork go use 1.98.1 --yes >/dev/null
( looked=0; while [ ! -e stop ]; do
    [ -x .local/go/bin/go ] || echo absent; [ "$(.local/go/bin/go version | cut -c1-15)" = "go version go1." ] || echo absent
    looked=$((looked + 1)); done; echo "looked $looked" ) &
for round in $(seq 30); do groundwork go use 1.99.1 --no-path; groundwork go use 1.98.1 --no-path; done | sort | uniq -c
touch stop; wait`,
    )
    expect(said).toMatch(/30 .*leads to go1\.98\.1\n\s+30 .*leads to go1\.99\.1/)
    expect(said).toMatch(/looked \d{3,}/)
    expect(said).not.toContain('absent')
  })
})

test.runIf(canBeGopher)('the whole system: commands for a user, done for root, found by everybody, and undone', () => {
  const ran = asGopher(
    '/bin/bash',
    `${skeleton}; mount -t tmpfs -o mode=0755 tmpfs /usr/local
mkdir -p /usr/local/lib/groundwork/go/go1.99.1; cp -a .local/share/groundwork/go/go1.99.1/bin /usr/local/lib/groundwork/go/go1.99.1/
chown -R 0:0 /usr/local; mkdir "$SCRATCH/root"; umask 077
asRoot() { HOME="$SCRATCH/root" "$SCRATCH/bin/node" "$SCRATCH/app/main/cli.js" "$@"; }
asRoot go use 1.99.1 --system --yes; echo "root $?"; stat -c 'mode %a' /etc/profile.d/groundwork-go.sh
setpriv --reuid=$GOPHER --regid=$GOPHER --clear-groups env -i HOME="$HOME" PATH=/usr/bin:/bin bash -l -c 'echo "found $(command -v go)"'
asRoot go path --remove --system --yes; echo "removed $?"; ls /etc/profile.d; readlink /usr/local/go; umask 022`,
    `groundwork go use 1.99.1 --system; echo "user $?"
cd .local; groundwork go install --system 1.98.1 --from './a b/x.tar.gz,cn'; echo "install $?"
groundwork go install --system 1.99.1; echo "there $?"`,
  )
  expect(ran.stdout, ran.stderr).toContain('root 0')
  expect(ran.stdout).toContain('mode 644')
  expect(ran.stdout).toContain('found /usr/local/go/bin/go')
  expect(ran.stdout).toMatch(/removed 0\n(?!.*groundwork-go)/)
  expect(ran.stdout).toMatch(/^lib\/groundwork\/go\/go1\.99\.1$/m)
  expect(ran.stdout).toContain('| sudo tee /etc/profile.d/groundwork-go.sh')
  expect(ran.stdout).toContain('user 1')
  expect(ran.stdout).toMatch(
    /sudo \S+ \S+cli\.js go install --system --from '\/\S+\/\.local\/a b\/x\.tar\.gz,cn' 1\.98\.1\n/,
  )
  expect(ran.stdout).toContain('install 1')
  expect(ran.stdout).toMatch(/go1\.99\.1 is already installed in \/usr\/local\/lib.*\nthere 0/)
})

test.runIf(canBeGopher && existsSync('/usr/bin/script'))('a person who is asked and says yes, or no', () => {
  const said = asBash(
    ':',
    `groundwork go use 1.99.1 --no-path
printf 'n\\n' | script -qec '"$NODE" "$CLI" go path' /dev/null; grep -c groundwork .profile
printf 'y\\n' | script -qec '"$NODE" "$CLI" go path' /dev/null; fresh -l -c 'go version'`,
  )
  expect(said).toMatch(/No start file is changed\.\r?\n0\n/)
  expect(said).toMatch(/\.profile: edited/)
  expect(said).toContain('go version go1.99.1')
})

const spoken = [
  ['/bin/bash', 'posix', '$PATH'],
  ['/bin/dash', 'posix', '$PATH'],
  ['/usr/bin/zsh', 'posix', '$PATH'],
  ['/usr/bin/fish', 'fish', '(string join : $PATH)'],
] as const
test.each(spoken.filter(([shell]) => existsSync(shell)))(
  '%s: a home with everything that shells care about in its name',
  (shell, dialect, path) => {
    const scratch = mkdtempSync(join(tmpdir(), 'groundwork-odd-'))
    try {
      const directory = join(scratch, 'josé $(touch x) `y` "z" \'w\' \\ *!~', 'bin')
      mkdirSync(directory, { recursive: true })
      const lines = pathLines(dialect, directory)
      // Twice, since a second shell inherits what the first one set; behind another, since a start file may put it there.
      const behind = dialect === 'fish' ? 'set PATH /opt $PATH' : 'PATH="/opt:$PATH:"'
      const script = [
        ...lines,
        behind,
        ...lines,
        ...lines,
        `printf %s ${dialect === 'fish' ? path : `"${path}"`}`,
      ].join('\n')
      const env = { PATH: '/usr/bin:/bin', HOME: scratch }
      expect(execFileSync(shell, ['-c', script], { env, encoding: 'utf8' })).toBe(
        `${directory}:/opt:/usr/bin:/bin${dialect === 'fish' ? '' : ':'}`,
      )
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
)

const words = (command: string): readonly string[] => command.split(' ')
test.each(
  [
    '/bin/bash',
    '/bin/bash --posix',
    '/bin/dash',
    '/usr/bin/zsh',
    '/usr/bin/busybox sh',
    '/usr/bin/mksh',
    '/usr/bin/ksh93',
  ].filter((command) => existsSync(words(command)[0] ?? '')),
)('%s: any PATH', (command) => {
  const [shell = '', ...mode] = words(command)
  const lines = pathLines('posix', '/x*/bin')
  const after = (path: string): string => {
    const script = [`PATH='${path}'`, ...lines, ...lines, 'echo "$PATH|${groundwork-}"'].join('\n')
    return execFileSync(shell, [...mode, '-euc', script], { encoding: 'utf8' }).trimEnd()
  }
  const same = ['/usr/bin', '/usr/bin:', ':/usr/bin', '/usr/bin::/bin', '/x*/binary:/y/x*/bin', '/a b:~:/$HOME']
  expect(same.map(after)).toEqual(same.map((path) => `/x*/bin:${path}|`))
  // An empty PATH must not become an empty entry, which would be the current directory.
  const ours = ['', '/x*/bin', '/x*/bin:/x*/bin', '/u:/x*/bin:/v:/x*/bin', '/xyz/bin:/x*/bin']
  expect(ours.map(after)).toEqual(['', '', '', ':/u:/v', ':/xyz/bin'].map((rest) => `/x*/bin${rest}|`))
})
