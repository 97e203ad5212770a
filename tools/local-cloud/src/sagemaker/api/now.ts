/** A timestamp as AWS's JSON protocol spells it: seconds since the epoch, to the millisecond. */
export const now = (): number => Date.now() / 1000;
