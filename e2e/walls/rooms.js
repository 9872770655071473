/**
 * Who may import whom, in one table; ARCHITECTURE.md says the same in words. A file belongs to the room with the longest
 * path that leads to it. Read by the lint rule `walls/room`.
 *
 * @typedef {object} Room
 * @property {string} path      Where it is.
 * @property {string} name      What to call it in a message.
 * @property {readonly (string | RegExp)[]} packages  Packages and built-in modules it may import.
 * @property {readonly string[]} rooms      Rooms it may import, besides itself.
 * @property {readonly string[]} typeRooms  Rooms it may import types of.
 * @property {readonly string[]} files      Single files of other rooms it may import.
 * @property {string} why       The rule, for whoever runs into it.
 */

const node = /^node:/
/** Contract files without schemas, so that no zod gets into what runs beside the page. */
const contractWithoutSchemas = [
  'preload/contract/fault-text.ts',
  'preload/contract/names.ts',
  'preload/contract/words.ts',
]

/** @type {readonly Room[]} */
export const rooms = [
  {
    path: 'preload/contract',
    name: 'the contract',
    packages: ['zod'],
    rooms: [],
    typeRooms: [],
    files: [],
    why: 'both sides read it, so it may lean on neither: it imports only zod and itself.',
  },
  {
    path: 'preload/index.ts',
    name: 'the Electron doorway',
    packages: ['electron'],
    rooms: ['preload'],
    typeRooms: ['preload/contract'],
    files: contractWithoutSchemas,
    why: 'it is sandboxed and stands between the page and the app: electron, the names and types of the contract, nothing else. Main does the parsing.',
  },
  {
    path: 'preload',
    name: 'the doorway',
    packages: [],
    rooms: [],
    typeRooms: ['preload/contract'],
    files: contractWithoutSchemas,
    why: 'it runs inside the page, so it stays small and knows only names and types of the contract. Main does the parsing.',
  },
  {
    path: 'main/core',
    name: 'core',
    packages: ['zod'],
    rooms: ['preload/contract'],
    typeRooms: [],
    files: [],
    why: 'core is pure. It learns of the machine only through the port ReadableHost, so that every check also runs on a mounted disk and on a recorded machine.',
  },
  {
    path: 'main/core/testing',
    name: "core's test machines",
    packages: ['zod'],
    rooms: ['main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a written-down machine is data: nothing here looks at a real one.',
  },
  {
    path: 'main/core/testing/node',
    name: "what core's tests lean on",
    packages: [node, 'zod', 'vitest'],
    rooms: ['main/core', 'main/core/testing', 'main/host', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'it stands in for the world in tests of core: files, digests, small servers.',
  },
  {
    path: 'main/host',
    name: 'the host room',
    packages: [node, 'execa', 'http-proxy-agent', 'https-proxy-agent', 'proxy-from-env', 'tar/header', 'tar/pax'],
    rooms: ['main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'it touches files and processes for core, and does not know how the app is shown.',
  },
  {
    path: 'main/host/recording',
    name: 'the recorder',
    packages: [node],
    rooms: ['main/host', 'main/core', 'main/core/testing', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'it writes a machine down for the tests: the one part of the host room that knows how tests read it.',
  },
  {
    path: 'main/surfaces',
    name: 'what surfaces share',
    packages: [node],
    rooms: ['main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a surface only carries messages between a page and the app: it looks at no machine and imports no other room.',
  },
  {
    path: 'main/surfaces/electron',
    name: 'the Electron surface',
    packages: ['electron', node],
    rooms: ['main/surfaces', 'main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a surface only carries messages between a page and the app: it looks at no machine and imports no other surface.',
  },
  {
    path: 'main/surfaces/chromium',
    name: 'the Chromium surface',
    packages: [node],
    rooms: ['main/surfaces', 'main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a surface only carries messages between a page and the app: it looks at no machine and imports no other surface.',
  },
  {
    path: 'main/surfaces/loopback',
    name: 'the loopback surface',
    packages: [node, 'ws'],
    rooms: ['main/surfaces', 'main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a surface only carries messages between a page and the app: it looks at no machine and imports no other surface.',
  },
  {
    path: 'main/surfaces/terminal',
    name: 'the terminal surface',
    packages: [node, 'commander'],
    rooms: ['main/surfaces', 'main/core', 'preload/contract'],
    typeRooms: [],
    files: [],
    why: 'a surface only carries messages between a person and the app: it looks at no machine and imports no other surface.',
  },
  {
    path: 'main/launch',
    name: 'the launcher',
    packages: [node, 'vite', 'electron'],
    rooms: ['main', 'main/surfaces'],
    typeRooms: [],
    files: [],
    why: 'it runs before anything is built: plain JavaScript and what Node has.',
  },
  {
    path: 'main',
    name: 'main',
    packages: [node, 'commander', 'vite', 'vitest/config'],
    rooms: [
      'preload/contract',
      'main/core',
      'main/host',
      'main/host/recording',
      'main/launch',
      'main/surfaces',
      'main/surfaces/electron',
      'main/surfaces/chromium',
      'main/surfaces/loopback',
      'main/surfaces/terminal',
    ],
    typeRooms: [],
    files: ['package.json'],
    why: 'entries only join the parts of main. Electron is behind its surface, and the page is reached through the contract.',
  },
  {
    path: 'renderer',
    name: 'the page',
    packages: [
      'react',
      /^react-dom(\/|$)/,
      'zustand',
      /^zustand\//,
      'i18next',
      'react-i18next',
      /^react-aria-components(\/|$)/,
      /^@react-aria\//,
      /^@react-types\//,
    ],
    rooms: [],
    typeRooms: ['preload/contract'],
    files: contractWithoutSchemas,
    why: 'the page knows the contract and never the machine. It asks through window.groundwork, and of the contract it takes types, names and words, so that no parser is shipped to it.',
  },
  {
    path: 'renderer/vite.config.ts',
    name: "the page's build",
    packages: [node, 'vite', '@vitejs/plugin-react'],
    rooms: [],
    typeRooms: [],
    files: [],
    why: 'it runs before there is a page, and is no part of it.',
  },
]

/** What tests of any room may import besides: they run in Node, and set up what they test. */
export const forTests = {
  packages: [node, 'vitest', /^@testing-library\//, 'zod', 'ajv', 'ajv/dist/2020.js', 'axe-core'],
  rooms: ['preload/contract', 'main/host', 'main/core/testing', 'main/core/testing/node'],
}

/** The room that `file`, a path from the top of the repository, belongs to; undefined outside the rooms. */
export const roomOf = (file) =>
  rooms
    .filter((room) => file === room.path || file.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
