import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Something else listens on the port. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
}

/**
 * Listens on this machine only.
 *
 * @param port 0 takes a free one.
 * @returns the port.
 * @throws {PortInUseError} the port is taken.
 */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new PortInUseError(
              `Port ${port} is in use: stop what listens there, or choose another with --port`,
            )
          : error,
      );
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
