export {
  UserContendedError,
  createRestrictionStore,
  type RestrictionStore,
} from './restriction-store.ts';
export { type Change, type RiskStatement } from './user-state.ts';
