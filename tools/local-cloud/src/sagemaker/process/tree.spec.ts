import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { endTree, findMembers, MARKER } from './tree.ts';

/** A process that starts a second one in a session of its own and tells its process id. */
const parent = `
const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true });
process.stdout.write(String(child.pid));
setInterval(() => {}, 1e6);
`;

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('a process tree', () => {
  onLinux('is found by its marker across sessions, and ended as a whole', async () => {
    const marker = `spec-${process.pid}-${Date.now()}`;
    const leader = spawn(process.execPath, ['-e', parent], {
      detached: true,
      env: { ...process.env, [MARKER]: marker },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(leader.stdout, 'data')) as [Buffer];
    const tree = { marker, groupId: leader.pid! };

    try {
      expect(findMembers(tree).sort()).toEqual([leader.pid!, Number(String(line))].sort());
    } finally {
      await endTree(tree, 1_000);
    }
    expect(findMembers(tree)).toEqual([]);
  });
});
