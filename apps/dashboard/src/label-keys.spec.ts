import { actionOf } from './label-keys.ts';

const press = (key: string, more: object = {}) =>
  actionOf({ key, ctrlKey: false, altKey: false, metaKey: false, repeat: false, ...more });

it.each([
  ['y', { does: 'label', label: 1 }],
  ['N', { does: 'label', label: 0 }],
  ['?', { does: 'label', label: null }],
  ['u', { does: 'undo' }],
  ['Tab', undefined],
  ['constructor', undefined],
])('%s does %j', (key, action) => {
  expect(press(key)).toEqual(action);
});

it.each(['ctrlKey', 'altKey', 'metaKey', 'repeat'])('leaves keys with %s alone', (name) => {
  expect(press('n', { [name]: true })).toBeUndefined();
});
