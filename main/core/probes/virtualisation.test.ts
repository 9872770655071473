import { expect, test } from 'vitest'
import { createFakeHost, type MachinePart } from '../testing/fake-host.ts'
import { readContainer, readWsl } from './virtualisation.ts'

const text = (content: string) => ({ text: content })

test.each<[string, MachinePart['files'], string | null]>([
  ['a machine of its own', { '/proc/1/cgroup': text('0::/init.scope\n') }, null],
  ['podman', { '/run/.containerenv': text('') }, 'podman'],
  ['docker', { '/.dockerenv': text('') }, 'docker'],
  ['nspawn, told by systemd', { '/run/systemd/container': text('systemd-nspawn\n') }, 'systemd-nspawn'],
  ['lxc, told by process 1', { '/proc/1/environ': text('PATH=/bin\0container=lxc\0TERM=x\0') }, 'lxc'],
  ['process 1 that root alone may read', { '/proc/1/environ': { refuses: 'denied' } }, null],
  ['a word that only ends in container=', { '/proc/1/environ': text('my_container=x\0') }, null],
  ['docker with cgroup v1', { '/proc/1/cgroup': text('12:cpu:/docker/3f2a\n') }, 'docker'],
  ['docker under systemd', { '/proc/1/cgroup': text('1:name=systemd:/system.slice/docker-3f2a.scope\n') }, 'docker'],
  ['the docker service itself', { '/proc/1/cgroup': text('1:name=systemd:/system.slice/docker.service\n') }, null],
  ['kubernetes', { '/proc/1/cgroup': text('11:pids:/kubepods/besteffort/pod1\n') }, 'kubernetes'],
  ['garbage', { '/run/systemd/container': text('\u0000\uFFFD;rm -rf\n') }, null],
])('%s', async (_, files, expected) => {
  expect(await readContainer(createFakeHost({ files: files ?? {} }))).toBe(expected)
})

test('the mark of a container in an image that runs as a machine of its own', async () => {
  const numbers = { ipc: 4026531839, uts: 4026531838, user: 4026531837, pid: 4026531836, cgroup: 4026531835 }
  const links = (changed: Partial<typeof numbers>) =>
    Object.fromEntries(
      Object.entries({ ...numbers, ...changed }).map(([name, number]) => [
        `/proc/self/ns/${name}`,
        { target: `${name}:[${number}]` },
      ]),
    )
  const files = { '/.dockerenv': text(''), ...links({}) }
  expect(await readContainer(createFakeHost({ files }))).toBeNull()
  expect(await readContainer(createFakeHost({ files: { ...files, ...links({ uts: 4026532178 }) } }))).toBe('docker')
})

test.each([
  ['4.4.0-19041-Microsoft', 'Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)', 1],
  ['5.15.153.1-microsoft-standard-WSL2', 'Linux version 5.15.153.1-microsoft-standard-WSL2', 2],
  ['4.19.104-microsoft-standard', 'Linux version 4.19.104-microsoft-standard', 2],
  ['6.1.0-13-amd64', 'Linux version 6.1.0-13-amd64 (debian-kernel@lists.debian.org)', null],
])('%s', async (release, version, expected) => {
  const host = createFakeHost({ kernel: { release, machine: 'x86_64' }, files: { '/proc/version': text(version) } })
  expect(await readWsl(host)).toBe(expected)
})

test('WSL 2 with a kernel of its own', async () => {
  const host = createFakeHost({
    kernel: { release: '6.6.1-mine', machine: 'x86_64' },
    files: { '/run/WSL/1': text('') },
  })
  expect(await readWsl(host)).toBe(2)
})
