export { startLocalCloud, type LocalCloud, type LocalCloudOptions } from './cloud.ts';
export { PortInUseError } from './gateway/listen.ts';
export { StateDirInUseError } from './leftovers.ts';
export { MotoStartError } from './moto.ts';
