/** Looking changes nothing: the whole checklist runs, and the home, /etc and the temporary directories are as before. */
import { describe, expect, test } from 'vitest'
import { gorootHere, runChecklist } from './namespace.ts'

/** Lists everything with its kind, mode, owner, size, time of change and target, before and after; prints the difference. */
const around = `
list() { find "$HOME" /etc /tmp /dev/shm -printf '%p %y %m %U:%G %s %T@ %C@ %l\\n' | sort; }
list >"$WORK/before"
"$@"
status=$?
list >"$WORK/after"
diff "$WORK/before" "$WORK/after" || echo 'looking changed something'
exit $status
`

const isRoot = process.geteuid?.() === 0

describe('on a real Linux, as root: looking changes nothing', () => {
  test.for(['/bin/bash', '/bin/zsh', '/usr/bin/fish'])('%s', async (shell, { skip }) => {
    if (!isRoot) skip('needs root, to make a mount namespace and a user')
    if (gorootHere === null) skip('needs a Go on this machine')
    const report = await runChecklist([], {
      setup: `
        mount -t tmpfs tmpfs /tmp && chmod 1777 /tmp
        mount -t tmpfs tmpfs /dev/shm && chmod 1777 /dev/shm
        for file in .profile .bashrc .zshrc .zprofile; do
          echo 'export PATH="$GOROOT_HERE/bin:$PATH" GOFLAGS=-mod=mod' >>"$HOME/$file"
        done
        chown -R "$TEST_USER:" "$HOME"
        # Whoever has a login shell has started it before: fish makes its directories at its first start.
        setpriv --reuid="$TEST_UID" --regid="$TEST_UID" --clear-groups "$SHELL" -l -i -c true </dev/null >/dev/null 2>&1
        cat >around <<'END'
${around}
END`,
      prefix: 'sh $WORK/around',
      shell,
      environment: { PATH: '$GOROOT_HERE/bin:/usr/bin:/bin' },
    })
    expect(report.complete).toBe(true)
    expect(report.host.go?.path).toBe(`${gorootHere ?? ''}/bin/go`)
    expect(report.results.filter(({ code }) => code === 'threw')).toEqual([])
  })
})
