export {
  defineCommand,
  type Command,
  type Options,
  type Surroundings,
  type Values,
} from '@ngwaf/tool-cli';
