export { TARGET_OPTIONS, targetOf } from '@ngwaf/tool-deploy';
