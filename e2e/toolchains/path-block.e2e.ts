/** PATH for an ordinary user with real shells: what is put into start files works, and comes out again to the byte. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
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
