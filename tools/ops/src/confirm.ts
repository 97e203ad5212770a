export { YES_OPTION, confirm } from '@ngwaf/tool-cli';
