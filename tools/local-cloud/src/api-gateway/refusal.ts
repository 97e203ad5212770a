import type { GatewayResponseType } from './gateway-responses.ts';

/** A request that API Gateway answers itself, without the function's help. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly type: GatewayResponseType,
    options: {
      /** What the caller reads, where the type's own message is not enough. */
      detail?: string;
      /** What only the cloud's log says. */
      reason?: string;
    } = {},
  ) {
    super(options.reason ?? type);
    this.detail = options.detail;
    this.reason = options.reason;
  }
  readonly detail: string | undefined;
  readonly reason: string | undefined;
}
