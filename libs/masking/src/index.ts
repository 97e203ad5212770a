export { maskSecrets } from './mask-secrets.ts';
