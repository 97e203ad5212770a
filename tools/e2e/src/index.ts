export { callsOfUsers } from './recorded-calls.ts';
export { makeTemporaryClone, type TemporaryClone } from './temporary-clone.ts';
