export { createTransact, type Transact, type Write } from './transact.ts';
